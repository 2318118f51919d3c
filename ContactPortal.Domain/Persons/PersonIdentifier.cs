using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// An identifier of a person, with the time it held (P1). A value that is given out anew is another row: the closed rows show who had it
/// when, and open nothing.
/// </summary>
public sealed class PersonIdentifier
{
    /// <summary>The longest address of an issuer, in characters.</summary>
    public const int LongestIssuer = 300;

    /// <summary>The longest value, in characters: OpenID Connect allows no longer subject.</summary>
    public const int LongestValue = 255;

    /// <summary>The organisation of the person's entry.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The row's own id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The person.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>What kind it is.</summary>
    public required PersonIdentifierKind Kind { get; init; }

    /// <summary>Who gives the value out, for a <see cref="PersonIdentifierKind.Subject"/>; empty for the others.</summary>
    public required string Issuer { get; init; }

    /// <summary>The value, normalised: UUIDs in lower case with dashes, RIDs as digits.</summary>
    public required string Value { get; init; }

    /// <summary>Since when the portal knows that it holds.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Until when it held; null while it does.</summary>
    public DateTimeOffset? Until { get; internal set; }
}
