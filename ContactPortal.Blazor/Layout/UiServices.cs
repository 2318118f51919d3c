using ContactPortal.Blazor.Circuits;
using ContactPortal.Domain.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.SignalR;
using MudBlazor.Services;

namespace ContactPortal.Blazor.Layout;

/// <summary>Sets up the screen: components, languages, theme, and the order in which a request passes through.</summary>
internal static class UiServices
{
    /// <summary>The largest message of a live page in bytes: more than all of a contact's fields, less than would tire the server.</summary>
    private const int MaxMessageSize = 32 * 1024;

    public static void AddPortalUi(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents()
            .AddInteractiveServerComponents(circuits => circuits.DetailedErrors = builder.Environment.IsDevelopment())
            .AddHubOptions(hub =>
            {
                hub.MaximumReceiveMessageSize = MaxMessageSize;
                hub.EnableDetailedErrors = builder.Environment.IsDevelopment();
                hub.AddFilter<CircuitOwnershipHubFilter>();
            });
        builder.Services.AddJsInteropSerialization();
        builder.Services.AddMudServices();
        builder.Services.AddLocalization();
        builder.Services.AddLayout();
    }

    public static void UsePortalUi(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
            app.UseExceptionHandler(PortalUrls.Error, createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute(PortalUrls.NotFound, createScopeForStatusCodePages: true);
        app.UseRequestLocalization(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(Languages.Danish);
            options.SupportedCultures = [.. Languages.All];
            options.SupportedUICultures = [.. Languages.All];
            options.RequestCultureProviders = [new CookieRequestCultureProvider()];
        });
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    public static void MapPortalUi(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapGet(PortalUrls.Front, () => Results.LocalRedirect(PortalUrls.Contacts));
        app.MapGet(PortalUrls.AccessibilityShort, () => Results.LocalRedirect(PortalUrls.Accessibility, permanent: true)).AllowAnonymous();
        app.MapGet(PortalUrls.OldContacts, () => Results.LocalRedirect(PortalUrls.Contacts, permanent: true)).AllowAnonymous();

        // The portal's own policy stands on every answer; the framework would add one of its own beside it.
        // Whoever comes to the door of live pages without a session is told so by the guard behind it, and their page loads anew; a
        // refusal at the door itself looks to the page like a server that is away.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null)
            .Add(endpoint =>
            {
                if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path } && $"/{path.TrimStart('/')}".StartsWith(CircuitEndpointMiddleware.Path, StringComparison.Ordinal))
                    endpoint.Metadata.Add(new AllowAnonymousAttribute());
            });
    }
}
