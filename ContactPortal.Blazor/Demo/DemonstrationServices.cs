using ContactPortal.Blazor.SignIn;

namespace ContactPortal.Blazor.Demo;

/// <summary>The demonstration: data and ready personas, in Development alone.</summary>
internal static class DemonstrationServices
{
    /// <summary>The key that turns it on; anywhere but in Development the start refuses it.</summary>
    public const string Key = "Demonstration";

    /// <summary>Registers the personas when the demonstration is on; says whether it is.</summary>
    public static bool AddDemonstration(this WebApplicationBuilder builder)
    {
        var asked = builder.Configuration.GetValue<bool>(Key);
        if (asked && !builder.Environment.IsDevelopment())
        {
            throw new InvalidOperationException(
                $"{Key} is true, but the environment is {builder.Environment.EnvironmentName}: anybody could sign in as a persona. "
                + $"Remove the key {Key}, or set ASPNETCORE_ENVIRONMENT to Development on a developer's own machine.");
        }

        builder.Services.AddSingleton(new SignInChoices(asked ? Personas.Choices : []));
        return asked;
    }
}
