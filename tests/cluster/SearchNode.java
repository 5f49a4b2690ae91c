import org.codelibs.opensearch.runner.OpenSearchRunner;

/**
 * One node of the tests' own cluster, in a process of its own so that it can be killed.
 *
 * Java, because a node is started from Java: the runner's own main class knows neither other nodes nor their ports.
 * Run from source: java -cp … SearchNode.java FOLDER NAME HTTP_PORT TRANSPORT_PORT SEEDS
 */
public class SearchNode {
    public static void main(String[] arguments) throws Exception {
        if (System.getenv("HOIBAO_TEST_LEASH") != null) {
            Thread leash = new Thread(SearchNode::endWithWhoeverHoldsThePipe);
            leash.setDaemon(true);
            leash.start();
        }
        String[] seeds = arguments[4].split(",");
        new OpenSearchRunner().onBuild((number, settings) -> {
            settings.put("node.name", arguments[1]);
            settings.put("network.host", "127.0.0.1");
            settings.put("http.port", arguments[2]);
            settings.put("transport.port", arguments[3]);
            settings.putList("discovery.seed_hosts", seeds);
            settings.putList("cluster.initial_cluster_manager_nodes", "search-1", "search-2", "search-3");
            // A machine that is shared has a full disk more often than a cluster that is not.
            settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
        }).build(OpenSearchRunner.newConfigs().basePath(arguments[0]).numOfNode(1).clusterName("hoibao-tests"));
        Thread.currentThread().join();
    }

    /** Standard input is a pipe that nobody writes into: it ends when the process that started the cluster does. */
    private static void endWithWhoeverHoldsThePipe() {
        try {
            while (System.in.read() >= 0) {}
        } catch (java.io.IOException gone) {
            // the same
        }
        Runtime.getRuntime().halt(1);
    }
}
