package io.github.kitmaven.plan;

import static io.github.kitmaven.testing.Trees.changes;
import static io.github.kitmaven.testing.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeDiffTest {

    @ParameterizedTest(name = "{0} | {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {a: 1}                       | {a: 1.0}                     | {}
                    {a: 1}                       | {a: 2}                       | {a=1 -> 2}
                    {a: {b: 'x'}}                | {a: {b: 'y', c: 'z'}}        | {a.b=x -> y, a.c=(none) -> z}
                    {a: {'k/l.m': 'x'}}          | {a: {'k/l.m': 'y'}}          | {a[k/l.m]=x -> y}
                    {l: [{name: 'a', v: 1}, {name: 'b', v: 2}]} | {l: [{name: 'b', v: 3}, {name: 'a', v: 1}]} | {l[b].v=2 -> 3, l (order)=a, b -> b, a}
                    {l: [{name: 'a'}]}           | {l: [{name: 'a'}, {name: 'b'}]} | {l[b]=(none) -> {"name":"b"}}
                    {l: [{port: 80, n: 1}]}      | {l: [{port: 80, n: 2}]}      | {l[80].n=1 -> 2}
                    {l: ['a', 'b']}              | {l: ['a', 'c']}              | {l[1]=b -> c}
                    {l: [{name: 'a'}, {name: 'a'}]} | {l: [{name: 'a'}]}        | {l[1]={"name":"a"} -> (none)}
                    {a: 'x'}                     | {a: ['x']}                   | {a=x -> ["x"]}
                    """)
    void differencesAreNamedByTheirPath(String before, String after, String expected) {
        assertThat(changes(TreeDiff.between(tree(before), tree(after))).toString())
                .isEqualTo(expected);
    }
}
