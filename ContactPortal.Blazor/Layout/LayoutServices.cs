using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Layout;

/// <summary>Registers the services of the layout.</summary>
public static class LayoutServices
{
    /// <summary>Registers the options of the footer and the navigation, validated at startup, and the static fragments.</summary>
    public static IServiceCollection AddLayout(this IServiceCollection services)
    {
        services.AddOptions<AgencyOptions>().BindConfiguration(AgencyOptions.Section).ValidateOnStart();
        services.AddOptions<OtherSystemsOptions>().BindConfiguration(OtherSystemsOptions.Section).ValidateOnStart();
        services.AddOptions<AccessibilityOptions>().BindConfiguration(AccessibilityOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessibilityOptions>, ValidateAccessibilityOptions>();
        services.AddSingleton<StaticFragmentCache>();
        services.AddHostedService(provider => provider.GetRequiredService<StaticFragmentCache>());
        services.AddSingleton<IValidateOptions<AgencyOptions>, ValidateAgencyOptions>();
        return services.AddSingleton<IValidateOptions<OtherSystemsOptions>, ValidateOtherSystemsOptions>();
    }
}
