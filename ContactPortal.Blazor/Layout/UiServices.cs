using ContactPortal.Blazor.Circuits;
using ContactPortal.Blazor.Hosting;
using ContactPortal.Blazor.Live;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using MudBlazor.Services;

namespace ContactPortal.Blazor.Layout;

/// <summary>Sets up the user interface: components, languages, middleware and endpoints.</summary>
internal static class UiServices
{
    /// <summary>
    /// The largest message from a page in bytes: more than all of a contact's fields, but too small to overload the server.
    /// </summary>
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
        builder.Services.AddScoped<CircuitSnapshots>();
        builder.Services.AddMudServices();
        builder.Services.AddLocalization();
        builder.Services.AddLayout();
    }

    public static void UsePortalUi(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
            app.UseExceptionHandler(PortalUrls.Error, createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute(PortalUrls.NotFound, createScopeForStatusCodePages: true);
        app.UseApiProblems();
        app.UseRequestLocalization(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(Languages.Danish);
            options.SupportedCultures = [.. Languages.All];
            options.SupportedUICultures = [.. Languages.All];
            options.RequestCultureProviders = [new CookieRequestCultureProvider()];
        });
        app.UseAuthentication();
        app.UseRateLimits();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseStaleForms();
    }

    public static void MapPortalUi(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapGet(PortalUrls.Front, (HttpContext http) => Results.LocalRedirect(
            http.User.ToActor()?.May(Actions.LookUpContacts) == true ? PortalUrls.AgencyContacts : PortalUrls.Contacts));
        app.MapGet(
            PortalUrls.AccessibilityShort,
            (IOptions<AccessibilityOptions> options) => options.Value.Statement is { Length: > 0 } statement
                ? Results.Redirect(statement)
                : Results.LocalRedirect(PortalUrls.Accessibility)).AllowAnonymous();
        app.MapGet(PortalUrls.OldContacts, () => Results.LocalRedirect(PortalUrls.Contacts, permanent: true)).AllowAnonymous();

        // No frame-ancestors policy: SecurityHeaders sets the policy of every response, and the framework would add a second header.
        // Anonymous access to the circuit endpoint: CircuitOwnershipHubFilter refuses a circuit without a session, and the page reloads; a
        // 401 from the endpoint itself would look to the page like a lost server.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null)
            .Add(endpoint =>
            {
                if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path }
                    && $"/{path.TrimStart('/')}".StartsWith(CircuitEndpointMiddleware.Path, StringComparison.Ordinal))
                {
                    endpoint.Metadata.Add(new AllowAnonymousAttribute());
                }
            });
    }
}
