package io.github.dcssync.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/** Makes instances with all the fields of the v2 list. */
final class InstanceMaker {

    private static final String[] SUBJECTS = {"orders", "sessions", "catalog", "basket", "pricing", "search",
        "profile", "payments", "stock", "delivery", "invoices", "reviews", "coupons", "tracking", "accounts",
        "messages", "tickets", "routes", "weather", "metrics"};
    private static final String[] ROLES = {"cache", "store", "queue"};
    private static final int[] CAPACITIES_GB = {0, 1, 2, 4, 8, 16, 32, 64};
    private static final int MIB_PER_GIB = 1024;

    private final Dice dice;
    private final Instant now;

    InstanceMaker(Dice dice, Instant now) {
        this.dice = dice;
        this.now = now;
    }

    /** The instance with this number gets a name of its own, such as {@code orders-cache-eu1}. */
    ObjectNode make(int number) {
        String name = "%s-%s-eu%d".formatted(SUBJECTS[number % SUBJECTS.length], ROLES[number % ROLES.length],
                1 + number / SUBJECTS.length);
        return make(name);
    }

    ObjectNode make(String name) {
        ObjectNode node = JsonText.MAPPER.createObjectNode();
        String id = dice.uuid();
        node.put("instance_id", id).put("name", name).put("status", status());
        putEngine(node);
        putNetwork(node, id);
        putAccount(node);
        putTimes(node);
        putSwitches(node);
        return node;
    }

    private String status() {
        return dice.oneIn(10) ? dice.oneOf("ERROR", "RESTORING", "RESTARTING", "EXTENDING", "FROZEN") : "RUNNING";
    }

    private void putEngine(ObjectNode node) {
        int capacity = CAPACITIES_GB[(int) dice.between(0, CAPACITIES_GB.length - 1)];
        int megabytes = capacity == 0 ? 128 : capacity * MIB_PER_GIB;
        String kind = dice.oneOf("ha", "ha", "cluster", "proxy");
        node.put("engine", "Redis").put("engine_version", dice.oneOf("4.0", "5.0", "6.0", "7.0"));
        node.put("capacity", capacity).put("capacity_minor", capacity == 0 ? ".125" : null);
        node.put("spec_code", "redis." + kind + ".xu1.large.r2." + (capacity == 0 ? 128 : capacity));
        node.put("max_memory", megabytes).put("used_memory", dice.between(1, megabytes));
        node.put("charging_mode", 0).putNull("order_id").put("cpu_type", "x86_64");
    }

    private void putNetwork(ObjectNode node, String id) {
        node.put("vpc_id", dice.uuid()).put("vpc_name", "vpc-default").put("subnet_id", dice.uuid());
        node.put("security_group_id", "securityGroupId");
        node.put("ip", "192.168.%d.%d".formatted(dice.between(0, 255), dice.between(2, 254))).put("port", 6379);
        node.put("domain_name", "redis-" + id + ".dcs.example.com").putNull("readonly_domain_name");
        node.put("enable_publicip", false).putNull("publicip_id").putNull("publicip_address");
        node.putArray("az_codes").add("eu-de-01").add("eu-de-02");
    }

    private void putAccount(ObjectNode node) {
        node.put("user_id", dice.hexId()).put("user_name", "operator").putNull("access_user");
        node.put("enterprise_project_id", "0").putNull("description");
        node.putArray("tags").addObject().put("key", "team").put("value", dice.oneOf("shop", "data", "platform"));
    }

    private void putTimes(ObjectNode node) {
        Instant created = now.minus(Duration.ofHours(dice.between(24 * 100, 24 * 900)));
        node.put("created_at", Times.stamp(created)).put("updated_at", Times.stamp(created.plusSeconds(95)));
        node.put("maintain_begin", "02:00:00").put("maintain_end", "06:00:00");
    }

    private void putSwitches(ObjectNode node) {
        node.put("enable_ssl", false).put("service_upgrade", false).put("service_task_id", "");
        node.put("no_password_access", "false").put("sub_status", "normal");
        node.putObject("features").put("support_acl", true).put("support_transparent_client_ip", true)
                .put("support_ssl", false).put("support_audit_log", false);
    }
}
