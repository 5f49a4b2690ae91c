"""What readers want to be told of: new articles looked through, alerts and digests sent slowly."""
