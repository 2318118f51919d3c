using System.Collections.Frozen;
using System.Globalization;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Domain.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ContactPortal.Blazor.Layout;

/// <summary>
/// Components whose markup is the same for everyone, rendered once per language at startup and shared by all circuits: as components, every
/// circuit would keep its own render tree of them. Only for components without parameters, events and asynchronous work.
/// </summary>
internal sealed class StaticFragmentCache(IServiceScopeFactory scopes, ILoggerFactory logs) : IHostedService
{
    private FrozenDictionary<(Type Component, string Language), MarkupString> fragments =
        FrozenDictionary<(Type, string), MarkupString>.Empty;

    /// <summary>The markup of the component in the current UI language.</summary>
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

    private static async Task RenderAsync<TComponent>(
        HtmlRenderer renderer, CultureInfo language, Dictionary<(Type, string), MarkupString> rendered)
        where TComponent : IComponent =>
        rendered[(typeof(TComponent), language.Name)] = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            // Applies only within this lambda: changes of an async method to the execution context do not flow to its caller.
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language;
            return new MarkupString((await renderer.RenderComponentAsync<TComponent>()).ToHtmlString());
        });
}
