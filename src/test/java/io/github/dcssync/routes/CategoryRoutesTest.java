package io.github.dcssync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.operation.Category;
import io.github.dcssync.routes.RouteFile.Definition;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CategoryRoutesTest {

    /** Without it the first failure of a category would take its page back. */
    @Test
    void areThereForEveryCategoryOfErrorCodes() {
        assertThat(RouteFile.allDefinitions()).extracting(Definition::id).containsAll(
                Stream.of(Category.values()).map(category -> "failed-records-" + category.text()).toList());
    }
}
