using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ContactPortal.Blazor.Frame;

/// <summary>
/// What looks the same to everyone and for good, as one text a language for all live pages: drawn as a component, every open page would keep
/// it for itself. For components without parameters, events or anything to wait for.
/// </summary>
internal sealed class StillLife(IServiceScopeFactory scopes, ILoggerFactory logs)
{
    private readonly ConcurrentDictionary<(Type Component, CultureInfo Language), MarkupString> drawn = [];

    /// <summary>The component as it looks in the language of the screen.</summary>
    public MarkupString Of<TComponent>()
        where TComponent : IComponent =>
        drawn.GetOrAdd((typeof(TComponent), CultureInfo.CurrentUICulture), static (_, still) => still.Draw<TComponent>(), this);

    private MarkupString Draw<TComponent>()
        where TComponent : IComponent
    {
        using var scope = scopes.CreateScope();
        using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);

        // Nothing in it waits, so it is there at once.
        return renderer.Dispatcher.InvokeAsync(() => new MarkupString(renderer.BeginRenderingComponent<TComponent>().ToHtmlString())).GetAwaiter().GetResult();
    }
}
