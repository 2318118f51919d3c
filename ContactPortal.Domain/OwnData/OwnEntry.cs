using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.OwnData;

/// <summary>The person's entry in an organisation's directory, with where its values came from (O4).</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Name">The name.</param>
/// <param name="Email">The e-mail address; empty until it is known.</param>
/// <param name="CreatedAt">When the entry was made.</param>
/// <param name="LeftAt">When the person left the organisation (P5), or null.</param>
/// <param name="LastSignInAt">When the person last signed in for it, to within an hour, or null.</param>
/// <param name="IsLocalAdministrator">Whether the person is its local administrator.</param>
/// <param name="IsProvisioned">Whether the organisation's own directory keeps the entry (P8), so that it is corrected there.</param>
/// <param name="Identifiers">By what the person is and was known, the current ones first.</param>
/// <param name="Sources">
/// Which change gave each field its value, by the field's key; without those that were imported at the beginning.
/// </param>
/// <param name="Administrators">The names of the local administrators, who correct it.</param>
public sealed record OwnEntry(
    OrganisationCode Organisation, string Name, string Email, DateTimeOffset CreatedAt, DateTimeOffset? LeftAt,
    DateTimeOffset? LastSignInAt, bool IsLocalAdministrator, bool IsProvisioned, ImmutableArray<OwnIdentifier> Identifiers,
    ImmutableArray<OwnSource> Sources, ImmutableArray<string> Administrators)
{
    /// <summary>The change that gave the field its value, or null when none is recorded.</summary>
    public OwnSource? SourceOf(string field) => Sources.FirstOrDefault(s => s.Field == field);
}
