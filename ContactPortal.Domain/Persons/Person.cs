using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// A person in an organisation's directory (brugerkatalog). Somebody who works for two organisations has an entry in each, with the same
/// <see cref="Id"/> (O1).
/// </summary>
public sealed class Person
{
    private readonly List<PersonIdentifier> identifiers = [];

    /// <summary>The organisation of this entry.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The portal's own id: the same in every organisation that the person works for, and never reissued (P1).</summary>
    public required Guid Id { get; init; }

    /// <summary>The full name.</summary>
    public required string Name { get; set; }

    /// <summary>The work e-mail address; empty until it is known.</summary>
    public required string Email { get; set; }

    /// <summary>Whether the person is a local administrator of the organisation (U1); false for a person who has left.</summary>
    public bool IsLocalAdministrator { get; set; }

    /// <summary>When the person left the organisation (fratrådt, P5); null while the person works there.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    /// <summary>When the entry was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the person last signed in for the organisation, to within an hour; null when no sign-in has been recorded.</summary>
    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>The number of its newest history entry; 0 for an entry that was imported and not changed since.</summary>
    public long Version { get; set; }

    /// <summary>The person's identifiers, past and present (P1).</summary>
    public IReadOnlyCollection<PersonIdentifier> Identifiers => identifiers;

    /// <summary>The RID in this organisation's certificate, or null; for a person who has left, the last one.</summary>
    public Rid? Rid => Persons.Rid.TryParse(ValueOf(PersonIdentifierKind.Rid), out var rid) ? rid : null;

    /// <summary>The professional UUID in this organisation, or null; for a person who has left, the last one.</summary>
    public Guid? ProfessionalUuid => Guid.TryParse(ValueOf(PersonIdentifierKind.ProfessionalUuid), out var uuid) ? uuid : null;

    /// <summary>The editable values.</summary>
    public PersonValues Values => new()
    {
        Name = Name,
        Email = Email,
        Rid = ValueOf(PersonIdentifierKind.Rid) ?? "",
        ProfessionalUuid = ValueOf(PersonIdentifierKind.ProfessionalUuid) ?? "",
        HasLeft = LeftAt is not null,
    };

    /// <summary>Adds an identifier that is valid from then on; returns the person.</summary>
    public Person Identify(PersonIdentifierKind kind, string value, DateTimeOffset from, string issuer = "", Guid? id = null)
    {
        identifiers.Add(new()
        {
            Organisation = Organisation, Id = id ?? Guid.CreateVersion7(from), PersonId = Id, Kind = kind, Issuer = issuer, Value = value,
            From = from,
        });
        return this;
    }

    /// <summary>The id in the organisation's own directory; empty for none (P8).</summary>
    internal string DirectoryId => ValueOf(PersonIdentifierKind.DirectoryId) ?? "";

    /// <summary>Whether a sign-in is bound to the person (P2).</summary>
    internal bool IsBound => HasIdentifier(PersonIdentifierKind.Subject);

    /// <summary>The subject that the person signs in as at that issuer, or null.</summary>
    internal PersonIdentifier? FindSubject(string issuer) => FindIdentifier(PersonIdentifierKind.Subject, issuer);

    /// <summary>Whether the person has a current identifier of that kind.</summary>
    internal bool HasIdentifier(PersonIdentifierKind kind) => identifiers.Exists(i => i.Kind == kind && IsCurrent(i));

    /// <summary>Replaces the current identifier of that kind and issuer; an empty value only closes it.</summary>
    internal void SetIdentifier(PersonIdentifierKind kind, string value, DateTimeOffset at, string issuer = "")
    {
        if (FindIdentifier(kind, issuer) is { } current)
        {
            if (current.Value == value)
                return;
            current.Until = at;

            // One that was valid for no time at all is not kept.
            if (current.From == at)
                identifiers.Remove(current);
        }

        if (value.Length > 0)
            Identify(kind, value, at, issuer);
    }

    /// <summary>Marks the person as left, closes all identifiers and ends the administration (P1, P5).</summary>
    internal void MarkLeft(DateTimeOffset at)
    {
        foreach (var identifier in identifiers.Where(i => i.Until is null))
            identifier.Until = at;
        (LeftAt, IsLocalAdministrator) = (at, false);
    }

    /// <summary>
    /// Marks the person as returned, and reopens the identifiers that were closed when the person left, except those that another person
    /// has now. The administration is not restored.
    /// </summary>
    internal void MarkReturned(DateTimeOffset at, Func<PersonIdentifier, bool> isTaken)
    {
        var last = identifiers.Where(IsCurrent).GroupBy(i => (i.Kind, i.Issuer)).Select(g => g.MaxBy(i => i.From)!).ToList();
        LeftAt = null;
        foreach (var identifier in last.Where(i => !isTaken(i)))
            Identify(identifier.Kind, identifier.Value, at, identifier.Issuer);
    }

    private string? ValueOf(PersonIdentifierKind kind) => FindIdentifier(kind)?.Value;

    private PersonIdentifier? FindIdentifier(PersonIdentifierKind kind, string issuer = "") =>
        identifiers.Where(i => i.Kind == kind && i.Issuer == issuer && IsCurrent(i)).MaxBy(i => i.From);

    // Open; or closed because the person left: those are still shown, although they no longer identify the person.
    private bool IsCurrent(PersonIdentifier identifier) =>
        identifier.Until is null || (LeftAt is { } left && identifier.Until == left);
}
