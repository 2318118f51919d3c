using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// An entry of the directory (brugerkatalog): an employee of one organisation. Somebody who works for two has an entry in
/// each, with the same <see cref="Id"/> (O1).
/// </summary>
public sealed class Person
{
    private readonly List<PersonIdentifier> identifiers = [];

    /// <summary>The organisation that this entry belongs to.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The portal's own id: the same in every organisation the person works for, and never reissued (P1).</summary>
    public required Guid Id { get; init; }

    /// <summary>The full name.</summary>
    public required string Name { get; set; }

    /// <summary>The work address for e-mail; empty until it is known.</summary>
    public required string Email { get; set; }

    /// <summary>Whether the person is local administrator of the organisation: grants its rights (U1). Nobody is who has left.</summary>
    public bool IsLocalAdministrator { get; set; }

    /// <summary>Since when the person no longer works for the organisation (fratrådt); nothing is erased by it (P5).</summary>
    public DateTimeOffset? LeftAt { get; set; }

    /// <summary>Since when the directory has the person.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the person last signed in for the organisation, to the hour or so; null when never, or not since that is kept.</summary>
    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>The number of the change that made it what it is; 0 for an entry that has not been changed since it was imported.</summary>
    public long Version { get; set; }

    /// <summary>What the person is and was known by elsewhere (P1).</summary>
    public IReadOnlyCollection<PersonIdentifier> Identifiers => identifiers;

    /// <summary>The RID in this organisation's certificate, when the person has one.</summary>
    public Rid? Rid => Persons.Rid.TryParse(ValueOf(PersonIdentifierKind.Rid), out var rid) ? rid : null;

    /// <summary>The professional UUID in this organisation, when it is known.</summary>
    public Guid? ProfessionalUuid => Guid.TryParse(ValueOf(PersonIdentifierKind.ProfessionalUuid), out var uuid) ? uuid : null;

    /// <summary>What can be corrected of it.</summary>
    public PersonValues Values => new()
    {
        Name = Name,
        Email = Email,
        Rid = ValueOf(PersonIdentifierKind.Rid) ?? "",
        ProfessionalUuid = ValueOf(PersonIdentifierKind.ProfessionalUuid) ?? "",
        HasLeft = LeftAt is not null,
    };

    /// <summary>
    /// What the fields RID and UUID show: a person who has left keeps showing what they had, though it opens nothing any more.
    /// </summary>
    private string? ValueOf(PersonIdentifierKind kind) => Holding(kind)?.Value;

    /// <summary>Gives the person an identifier that holds from then on; returns the person.</summary>
    public Person Identify(PersonIdentifierKind kind, string value, DateTimeOffset from, string issuer = "", Guid? id = null)
    {
        identifiers.Add(new()
        {
            Organisation = Organisation, Id = id ?? Guid.CreateVersion7(from), PersonId = Id, Kind = kind, Issuer = issuer, Value = value, From = from,
        });
        return this;
    }

    /// <summary>The subject that the person signs in as at that issuer, or null.</summary>
    internal PersonIdentifier? SubjectOf(string issuer) => Holding(PersonIdentifierKind.Subject, issuer);

    /// <summary>Whether the person signs in as anybody at all.</summary>
    internal bool IsBound => Holds(PersonIdentifierKind.Subject);

    /// <summary>Whether the person has an identifier of that kind.</summary>
    internal bool Holds(PersonIdentifierKind kind) => identifiers.Exists(i => i.Kind == kind && IsHeld(i));

    /// <summary>Has the person be known by that value instead of the one before; by none when it is empty.</summary>
    internal void Replace(PersonIdentifierKind kind, string value, DateTimeOffset at, string issuer = "")
    {
        if (Holding(kind, issuer) is { } held)
        {
            if (held.Value == value)
                return;
            held.Until = at;

            // It has held for no time at all.
            if (held.From == at)
                identifiers.Remove(held);
        }

        if (value.Length > 0)
            Identify(kind, value, at, issuer);
    }

    /// <summary>Closes every identifier: what is given out anew from now on is somebody else's (P1, P5).</summary>
    internal void Leave(DateTimeOffset at)
    {
        foreach (var identifier in identifiers.Where(i => i.Until is null))
            identifier.Until = at;
        (LeftAt, IsLocalAdministrator) = (at, false);
    }

    /// <summary>Opens what was closed when the person left, except what is somebody else's by now.</summary>
    internal void Return(DateTimeOffset at, Func<PersonIdentifier, bool> isTaken)
    {
        var closed = identifiers.Where(IsHeld).GroupBy(i => (i.Kind, i.Issuer)).Select(g => g.MaxBy(i => i.From)!).ToList();
        LeftAt = null;
        foreach (var identifier in closed.Where(i => !isTaken(i)))
            Identify(identifier.Kind, identifier.Value, at, identifier.Issuer);
    }

    private PersonIdentifier? Holding(PersonIdentifierKind kind, string issuer = "") =>
        identifiers.Where(i => i.Kind == kind && i.Issuer == issuer && IsHeld(i)).MaxBy(i => i.From);

    // Until the person left, when they have.
    private bool IsHeld(PersonIdentifier identifier) => identifier.Until is null || (LeftAt is { } left && identifier.Until == left);
}
