using ContactPortal.Blazor.Theme;
using Microsoft.Extensions.Options;
using MudBlazor;

namespace ContactPortal.Blazor.Frame;

/// <summary>What the frame needs from the container.</summary>
public static class FrameServices
{
    /// <summary>The foot's and the navigation's settings, checked before the portal starts, and MudBlazor's texts in Danish.</summary>
    public static IServiceCollection AddFrame(this IServiceCollection services)
    {
        services.AddOptions<AgencyOptions>().BindConfiguration(AgencyOptions.Section).ValidateOnStart();
        services.AddOptions<OtherSystemsOptions>().BindConfiguration(OtherSystemsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AgencyOptions>, ValidateAgencyOptions>();
        services.AddSingleton<IValidateOptions<OtherSystemsOptions>, ValidateOtherSystemsOptions>();
        return services.AddTransient<MudLocalizer, PortalMudLocalizer>();
    }
}
