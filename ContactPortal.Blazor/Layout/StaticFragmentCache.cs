using System.Collections.Frozen;
using System.Globalization;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Domain.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ContactPortal.Blazor.Layout;

/// <summary>
/// What looks the same to everyone and for good, as one text a language for all live pages: drawn as a component, every open page would keep
/// it for itself. Rendered before the first request. For components without parameters, events or anything to wait for.
/// </summary>
internal sealed class StaticFragmentCache(IServiceScopeFactory scopes, ILoggerFactory logs) : IHostedService
{
    private FrozenDictionary<(Type Component, string Language), MarkupString> fragments = FrozenDictionary<(Type, string), MarkupString>.Empty;

    /// <summary>The component as it looks in the language of the screen.</summary>
    public MarkupString Render<TComponent>()
        where TComponent : IComponent => fragments[(typeof(TComponent), CultureInfo.CurrentUICulture.Name)];

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        var rendered = new Dictionary<(Type, string), MarkupString>();
        foreach (var language in Languages.All)
        {
            await RenderAsync<PortalFooter>(renderer, language, rendered);
            await RenderAsync<AppearanceChoice>(renderer, language, rendered);
            await RenderAsync<HelpPanel>(renderer, language, rendered);
        }

        fragments = rendered.ToFrozenDictionary();
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task RenderAsync<TComponent>(HtmlRenderer renderer, CultureInfo language, Dictionary<(Type, string), MarkupString> rendered)
        where TComponent : IComponent =>
        rendered[(typeof(TComponent), language.Name)] = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            // Ends with this lambda: what an asynchronous method sets, its caller does not see.
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language;
            return new MarkupString((await renderer.RenderComponentAsync<TComponent>()).ToHtmlString());
        });
}
