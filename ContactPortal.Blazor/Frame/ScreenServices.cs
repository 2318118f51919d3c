using ContactPortal.Domain;
using Microsoft.AspNetCore.Localization;
using MudBlazor.Services;

namespace ContactPortal.Blazor.Frame;

/// <summary>Sets up the screen: components, languages, theme.</summary>
internal static class ScreenServices
{
    public static void AddScreen(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddMudServices();
    }

    public static void UseScreen(this WebApplication app)
    {
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
    }
}
