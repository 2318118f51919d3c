namespace ContactPortal.Domain.Rights;

/// <summary>Where rights come from (U4).</summary>
public sealed record RightsOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Rights";

    /// <summary>Whether rights come with the sign-in instead of being granted in the portal.</summary>
    public bool FromSignIn { get; init; }

    /// <summary>Where they are granted then, as people know it: the name of that system. Required when they come with the sign-in.</summary>
    public string GrantedIn { get; init; } = "";
}
