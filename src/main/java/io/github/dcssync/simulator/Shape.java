package io.github.dcssync.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** How one thing looks on each version of the API. The stored form is that of v1.0, for instances that of v2. */
enum Shape {
    BACKUP {
        @Override
        boolean isStoredAs(ApiVersion version) {
            return version == ApiVersion.V1_0;
        }

        @Override
        void convert(ObjectNode node) {
            if (node.path("backup_format").isTextual()) {
                node.put("backup_format", node.get("backup_format").textValue().toLowerCase(Locale.ROOT));
            }
        }
    },
    RESTORE {
        @Override
        boolean isStoredAs(ApiVersion version) {
            return version == ApiVersion.V1_0;
        }

        @Override
        void convert(ObjectNode node) {
            node.remove(List.of("sourceInstanceId", "sourceInstanceName"));
        }
    },
    INSTANCE {
        @Override
        boolean isStoredAs(ApiVersion version) {
            return version == ApiVersion.V2;
        }

        @Override
        void convert(ObjectNode node) {
            node.set("resource_spec_code", textOf(node, "spec_code"));
            node.set("update_at", textOf(node, "updated_at"));
            node.set("domainName", textOf(node, "domain_name"));
            node.set("readonlyDomainName", textOf(node, "readonly_domain_name"));
            node.putNull("internal_version");
            node.putNull("error_code");
            node.remove(List.of("updated_at", "features", "sub_status", "cpu_type", "az_codes", "description"));
        }

        private JsonNode textOf(ObjectNode node, String field) {
            return node.has(field) ? node.get(field) : node.nullNode();
        }
    };

    abstract boolean isStoredAs(ApiVersion version);

    /** Turns the stored form into that of the other version, in place. */
    abstract void convert(ObjectNode node);
}
