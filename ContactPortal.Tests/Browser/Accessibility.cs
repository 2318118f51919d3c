using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>What every page is held to.</summary>
internal static class Accessibility
{
    private static readonly AxeRunOptions Wcag22AA = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        ResultTypes = [ResultType.Violations],
    };

    // The dark page has the same elements; only their colours are others.
    private static readonly AxeRunOptions Colours = new()
    {
        RunOnly = new() { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
        ResultTypes = [ResultType.Violations],
    };

    /// <summary>That the page, as it stands, keeps WCAG 2.2 AA in light and dark.</summary>
    public static async Task AssertAccessibleAsync(Visitor visitor, string state)
    {
        foreach (var (scheme, rules) in new[] { (ColorScheme.Light, Wcag22AA), (ColorScheme.Dark, Colours) })
        {
            await visitor.Page.EmulateMediaAsync(new() { ColorScheme = scheme });

            // Drawn in its new colours: an animation that began in the other scheme keeps that one's, and is over before anybody changes schemes.
            await visitor.Page.EvaluateAsync(
                "() => { document.getAnimations().forEach(a => a.finish()); return new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))); }");
            var result = await visitor.Page.RunAxe(rules);
            Assert.NotEmpty(result.Passes);
            Assert.Empty(result.Violations.SelectMany(v => v.Nodes.Select(n => $"{state}, {scheme}: {v.Id} at {n.Target}: {n.Html} {string.Join(' ', n.Any.Select(c => c.Message))}")));
        }

        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    /// <summary>That nothing reaches beyond the edge of the narrowest screen.</summary>
    public static async Task AssertNoSidewaysScrollingAsync(Visitor visitor, string state)
    {
        await visitor.Page.SetViewportSizeAsync(320, 640);
        var beyond = await visitor.Page.EvaluateAsync<string[]>("""
            () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
                [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth).map(e => e.outerHTML.slice(0, 120))
            """);
        Assert.True(beyond.Length == 0, $"{state} scrolls sideways: {string.Join('\n', beyond)}");
    }
}
