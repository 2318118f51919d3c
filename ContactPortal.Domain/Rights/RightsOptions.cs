namespace ContactPortal.Domain.Rights;

/// <summary>The settings for where rights are granted (U4).</summary>
public sealed record RightsOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Rights";

    /// <summary>Whether rights come with the sign-in instead of being granted in the portal.</summary>
    public bool FromSignIn { get; init; }

    /// <summary>The displayed name of the system that grants rights. Required when <see cref="FromSignIn"/> is true.</summary>
    public string GrantedIn { get; init; } = "";
}
