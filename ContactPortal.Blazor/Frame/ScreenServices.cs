using ContactPortal.Domain;
using Microsoft.AspNetCore.Localization;
using MudBlazor.Services;

namespace ContactPortal.Blazor.Frame;

/// <summary>Sets up the screen: components, languages, theme, and the order in which a request passes through.</summary>
internal static class ScreenServices
{
    public static void AddScreen(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
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
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    public static void MapScreen(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapGet(Addresses.Front, () => Results.LocalRedirect(Addresses.Contacts));
        app.MapGet(Addresses.AccessibilityShort, () => Results.LocalRedirect(Addresses.Accessibility, permanent: true)).AllowAnonymous();
        app.MapGet(Addresses.OldContacts, () => Results.LocalRedirect(Addresses.Contacts, permanent: true)).AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }
}
