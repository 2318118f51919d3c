using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// That a sign-in at the provider is a person of the directory. Made at the first sign-in, by organisation and RID; from then on the
/// person is known by issuer and subject, whatever RID the certificate bears (a RID may be reissued, a subject never is).
/// </summary>
public sealed class SignInLink
{
    /// <summary>The longest address of an issuer, in characters.</summary>
    public const int LongestIssuer = 300;

    /// <summary>The longest subject, in characters: OpenID Connect allows no more.</summary>
    public const int LongestSubject = 255;

    /// <summary>Who vouches for the sign-in.</summary>
    public required string Issuer { get; init; }

    /// <summary>The person's id at the issuer.</summary>
    public required string Subject { get; init; }

    /// <summary>The organisation of the directory's entry that the first sign-in was for.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The person's UUID.</summary>
    public required Guid PersonId { get; init; }
}
