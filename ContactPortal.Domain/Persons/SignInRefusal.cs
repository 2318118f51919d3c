namespace ContactPortal.Domain.Persons;

/// <summary>Why a sign-in is refused without an access request (P2).</summary>
public enum SignInRefusal
{
    /// <summary>Issuer or subject are missing, or too long to be stored.</summary>
    IdentityIncomplete,

    /// <summary>The sign-in names no CVR number, and its subject is nobody's.</summary>
    NoOrganisation,

    /// <summary>The sign-in names a CVR number that is no known organisation's.</summary>
    UnknownOrganisation,

    /// <summary>The issuer is not trusted for the organisation; see <see cref="IssuerOptions"/>.</summary>
    IssuerNotTrusted,

    /// <summary>The person has left, and the sign-in names no organisation whose administrators could be asked (P5).</summary>
    PersonLeft,
}
