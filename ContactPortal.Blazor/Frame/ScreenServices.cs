using ContactPortal.Blazor.Hosting;
using ContactPortal.Blazor.Live;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Domain;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.SignalR;
using MudBlazor.Services;

namespace ContactPortal.Blazor.Frame;

/// <summary>Sets up the screen: components, languages, theme, and the order in which a request passes through.</summary>
internal static class ScreenServices
{
    /// <summary>The largest message of a live page in bytes: more than all of a contact's fields, less than would tire the server.</summary>
    private const int LargestMessage = 32 * 1024;

    public static void AddScreen(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents()
            .AddInteractiveServerComponents(circuits => circuits.DetailedErrors = builder.Environment.IsDevelopment())
            .AddHubOptions(hub =>
            {
                hub.MaximumReceiveMessageSize = LargestMessage;
                hub.EnableDetailedErrors = builder.Environment.IsDevelopment();
                hub.AddFilter<CircuitGuard>();
            });
        builder.Services.AddLeanInterop();
        builder.Services.AddMudServices();
        builder.Services.AddLocalization();
        builder.Services.AddFrame();
    }

    public static void UseScreen(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
            app.UseExceptionHandler(Addresses.Error, createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute(Addresses.NotFound, createScopeForStatusCodePages: true);
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

    public static void MapScreen(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapGet(Addresses.Front, () => Results.LocalRedirect(Addresses.Contacts));
        app.MapGet(Addresses.AccessibilityShort, () => Results.LocalRedirect(Addresses.Accessibility, permanent: true)).AllowAnonymous();
        app.MapGet(Addresses.OldContacts, () => Results.LocalRedirect(Addresses.Contacts, permanent: true)).AllowAnonymous();

        // The portal's own policy stands on every answer; the framework would add one of its own beside it.
        // Whoever comes to the door of live pages without a session is told so by the guard behind it, and their page loads anew; a
        // refusal at the door itself looks to the page like a server that is away.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null)
            .Add(endpoint =>
            {
                if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path } && $"/{path.TrimStart('/')}".StartsWith(CircuitDoor.Path, StringComparison.Ordinal))
                    endpoint.Metadata.Add(new AllowAnonymousAttribute());
            });
    }
}
