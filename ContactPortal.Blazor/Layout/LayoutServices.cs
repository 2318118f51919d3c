using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Layout;

/// <summary>What the frame needs from the container.</summary>
public static class LayoutServices
{
    /// <summary>The foot's and the navigation's settings, checked before the portal starts, and what never changes.</summary>
    public static IServiceCollection AddLayout(this IServiceCollection services)
    {
        services.AddOptions<AgencyOptions>().BindConfiguration(AgencyOptions.Section).ValidateOnStart();
        services.AddOptions<OtherSystemsOptions>().BindConfiguration(OtherSystemsOptions.Section).ValidateOnStart();
        services.AddSingleton<StaticFragmentCache>();
        services.AddHostedService(of => of.GetRequiredService<StaticFragmentCache>());
        services.AddSingleton<IValidateOptions<AgencyOptions>, ValidateAgencyOptions>();
        return services.AddSingleton<IValidateOptions<OtherSystemsOptions>, ValidateOtherSystemsOptions>();
    }
}
