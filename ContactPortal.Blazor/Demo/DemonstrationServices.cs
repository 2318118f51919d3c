using ContactPortal.Blazor.SignIn;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Demo;

/// <summary>The demonstration: data and personas, only in Development.</summary>
internal static class DemonstrationServices
{
    /// <summary>The configuration key that turns it on; outside Development it fails the start.</summary>
    public const string Key = "Demonstration";

    /// <summary>Registers the personas if the demonstration is on; returns whether it is.</summary>
    public static bool AddDemonstration(this WebApplicationBuilder builder)
    {
        var isOn = builder.Configuration.GetValue<bool>(Key);
        if (isOn && !builder.Environment.IsDevelopment())
        {
            throw new OptionsValidationException(
                Key, typeof(bool),
                [
                    $"{Key} is true, but the environment is {builder.Environment.EnvironmentName}: anybody could sign in as a persona. "
                    + $"Remove the key {Key}, or set ASPNETCORE_ENVIRONMENT to Development on a developer's own machine.",
                ]);
        }

        builder.Services.AddSingleton(new SignInChoices(isOn ? Personas.Choices : []));
        return isOn;
    }
}
