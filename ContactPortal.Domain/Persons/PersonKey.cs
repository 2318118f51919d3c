using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// The value of a contact's field RID, by which it names a person: the RID; the professional UUID of a person without a RID; the portal's
/// own id of a person without either (K10).
/// </summary>
public static class PersonKey
{
    private static readonly CompiledQuery<
        Func<PortalDb, OrganisationCode, PersonIdentifierKind, string, CancellationToken, Task<Person?>>>
        ByIdentifier = new(() => EF.CompileAsyncQuery(
            (PortalDb db, OrganisationCode organisation, PersonIdentifierKind kind, string value, CancellationToken cancellationToken) =>
                db.Persons.AsNoTracking().SingleOrDefault(p => p.Organisation == organisation && p.LeftAt == null
                    && p.Identifiers.Any(i => i.Kind == kind && i.Value == value && i.Until == null))));

    /// <summary>Whether the normalised text has the format of a key.</summary>
    public static bool IsOne(string key) => Rid.TryParse(key, out _) || IdentifierText.UuidOf(key) is not null;

    /// <summary>The key of a person.</summary>
    public static string Of(Person person) => person.Rid?.Digits ?? IdentifierText.Of(person.ProfessionalUuid ?? person.Id);

    /// <summary>The person of the organisation with that key, or null; persons who have left are not found.</summary>
    internal static async Task<Person?> FindAsync(
        PortalDb db, OrganisationCode organisation, string key, CancellationToken cancellationToken)
    {
        if (Rid.TryParse(key, out var rid))
            return await ByIdentifier.For(db)(db, organisation, PersonIdentifierKind.Rid, rid.Digits, cancellationToken);
        if (IdentifierText.UuidOf(key) is not { } uuid)
            return null;
        return await ByIdentifier.For(db)(
                db, organisation, PersonIdentifierKind.ProfessionalUuid, IdentifierText.Of(uuid), cancellationToken)
            ?? await db.Persons.AsNoTracking().SingleOrDefaultAsync(
                p => p.Organisation == organisation && p.Id == uuid && p.LeftAt == null, cancellationToken);
    }
}
