namespace ContactPortal.Domain.Persons;

/// <summary>Why a sign-in can lead to nobody at all.</summary>
public enum SignInRefusal
{
    /// <summary>Issuer or subject are missing, or longer than OpenID Connect allows.</summary>
    IdentityIncomplete,

    /// <summary>The sign-in names no CVR number, and nobody is known by its subject.</summary>
    NoOrganisation,

    /// <summary>The sign-in names a CVR number that is no organisation's that the portal knows.</summary>
    UnknownOrganisation,

    /// <summary>The issuer may not speak for that organisation.</summary>
    IssuerNotTrusted,

    /// <summary>The person has left, and the sign-in names no organisation that could be asked.</summary>
    PersonLeft,
}
