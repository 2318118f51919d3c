using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>Assertions on the accessibility of a page.</summary>
internal static class Accessibility
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private static readonly Rules Wcag22AA = new("tag", ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]);

    // The dark page has the same elements, so only the colour rules run again.
    private static readonly Rules Colours = new("rule", ["color-contrast", "link-in-text-block"]);

    /// <summary>Asserts that the page in its current state has no violation of WCAG 2.2 AA, in light and dark.</summary>
    public static async Task AssertAccessibleAsync(BrowserUser visitor, string state)
    {
        // Load axe once a page: transferring the script is the largest part of a run. It defines window.axe.
        if (!await visitor.Page.EvaluateAsync<bool>("() => 'axe' in window"))
            await visitor.Page.EvaluateAsync(Axe);
        foreach (var (scheme, rules) in new[] { (ColorScheme.Light, Wcag22AA), (ColorScheme.Dark, Colours) })
        {
            await visitor.Page.EmulateMediaAsync(new() { ColorScheme = scheme });

            // Finish animations that began in the other scheme and keep its colours, and wait for the new colours to be rendered.
            await visitor.Page.EvaluateAsync(
                "() => { document.getAnimations().forEach(a => a.finish()); return new Promise(drawn => requestAnimationFrame(() => "
                + "requestAnimationFrame(drawn))); }");
            var result = await visitor.Page.EvaluateAsync<Result>(
                """
                async rules => {
                    const { passes, violations } = await axe.run(document, { runOnly: rules, resultTypes: ['violations'] });
                    return {
                        passed: passes.length,
                        violations: violations.flatMap(v => v.nodes.map(
                            n => `${v.id} at ${n.target}: ${n.html} ${n.any.map(c => c.message).join(' ')}`)),
                    };
                }
                """,
                new { type = rules.Type, values = rules.Values });
            Assert.True(result.Passed > 0, $"{state}, {scheme}: no rule found anything to look at.");
            Assert.Empty(result.Violations.Select(violation => $"{state}, {scheme}: {violation}"));
        }

        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    /// <summary>Asserts that the page does not scroll sideways at a width of 320 px.</summary>
    public static async Task AssertNoSidewaysScrollingAsync(BrowserUser visitor, string state)
    {
        await visitor.Page.SetViewportSizeAsync(320, 640);
        var beyond = await visitor.Page.EvaluateAsync<string[]>("""
            () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
                [...document.querySelectorAll('body *')]
                    .filter(e => e.getBoundingClientRect().right > innerWidth)
                    .map(e => e.outerHTML.slice(0, 120))
            """);
        Assert.True(beyond.Length == 0, $"{state} scrolls sideways: {string.Join('\n', beyond)}");
    }

    private sealed record Rules(string Type, string[] Values);

    private sealed record Result
    {
        public int Passed { get; init; }

        public string[] Violations { get; init; } = [];
    }
}
