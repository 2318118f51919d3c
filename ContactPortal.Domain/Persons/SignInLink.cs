using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// Links a provider identity to a person of the directory. Created at the first sign-in by organisation and RID; afterwards the person is
/// found by issuer and subject, whatever the certificate's RID (a RID may be reissued, a subject never is).
/// </summary>
public sealed class SignInLink
{
    /// <summary>The maximum length of an issuer, in characters.</summary>
    public const int LongestIssuer = 300;

    /// <summary>The maximum length of a subject, in characters, as in OpenID Connect.</summary>
    public const int LongestSubject = 255;

    /// <summary>The provider's issuer identifier.</summary>
    public required string Issuer { get; init; }

    /// <summary>The person's id at the issuer.</summary>
    public required string Subject { get; init; }

    /// <summary>The organisation that the first sign-in was for.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The person's UUID.</summary>
    public required Guid PersonId { get; init; }
}
