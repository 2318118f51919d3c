using ContactPortal.Domain.Persons;

namespace ContactPortal.Domain.OwnData;

/// <summary>An identifier of the person (P1).</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Issuer">The issuer of a sign-in; empty for other kinds.</param>
/// <param name="Value">The value.</param>
/// <param name="From">When it became valid, as far as the portal knows.</param>
/// <param name="Until">When it ceased to be valid; null while it is.</param>
public sealed record OwnIdentifier(PersonIdentifierKind Kind, string Issuer, string Value, DateTimeOffset From, DateTimeOffset? Until);
