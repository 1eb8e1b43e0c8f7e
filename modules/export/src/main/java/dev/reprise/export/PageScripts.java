package dev.reprise.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JavaScript modules joined into one script, since a page that is opened from a disk must not load others: each becomes a function
 * that returns what it exports.
 */
final class PageScripts {
    private static final Pattern IMPORT = Pattern.compile("import (\\{[^}]*}) from '\\./(\\w+)\\.js';");
    private static final Pattern EXPORT = Pattern.compile("(?m)^export ((?:async )?(?:function|class|const) (\\w+))");

    private final UnaryOperator<String> source;
    private final Map<String, String> written = new LinkedHashMap<>(); // by name, imported ones first

    private PageScripts(UnaryOperator<String> source) {
        this.source = source;
    }

    /**
     * The script of a module and of all that it imports.
     *
     * @param source the text of a module by its name, as in {@code page} for {@code ./page.js}
     */
    static String join(String module, UnaryOperator<String> source) {
        PageScripts scripts = new PageScripts(source);
        scripts.write(module);
        return String.join("\n", scripts.written.values());
    }

    private void write(String module) {
        if (written.containsKey(module)) {
            return;
        }
        String text = source.apply(module);
        IMPORT.matcher(text).results().forEach(match -> write(match.group(2)));
        List<String> exported = new ArrayList<>();
        Matcher exports = EXPORT.matcher(IMPORT.matcher(text).replaceAll("const $1 = $2Module;"));
        String body = exports.replaceAll(match -> {
            exported.add(match.group(2));
            return match.group(1);
        });
        written.put(
                module,
                "const %sModule = (() => {\n%s\nreturn { %s };\n})();"
                        .formatted(module, body.strip(), String.join(", ", exported)));
    }
}
