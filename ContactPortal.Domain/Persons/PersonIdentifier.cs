using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// An identifier of a person, with its period of validity (P1). A reissued value is a new row: closed rows show who had it when, and
/// identify nobody.
/// </summary>
public sealed class PersonIdentifier
{
    /// <summary>The maximum length of an issuer, in characters.</summary>
    public const int LongestIssuer = 300;

    /// <summary>The maximum length of a value, in characters: that of a subject in OpenID Connect.</summary>
    public const int LongestValue = 255;

    /// <summary>The organisation of the person's entry.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The row's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The UUID of the person.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The kind of identifier.</summary>
    public required PersonIdentifierKind Kind { get; init; }

    /// <summary>The issuer of a <see cref="PersonIdentifierKind.Subject"/>; empty for other kinds.</summary>
    public required string Issuer { get; init; }

    /// <summary>The value, normalised: UUIDs in lower case with dashes, RIDs as digits.</summary>
    public required string Value { get; init; }

    /// <summary>When it became valid, as far as the portal knows.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When it ceased to be valid; null while it is.</summary>
    public DateTimeOffset? Until { get; internal set; }
}
