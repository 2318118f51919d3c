using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Persons;

/// <summary>Finds the persons and users that a command of a municipality's own directory is about, and those in its way (P8).</summary>
internal static class ProvisioningLookup
{
    /// <summary>What a new user is: a person that exists, and its user; both null for a new person; or what is taken.</summary>
    public sealed record Found(Person? Person = null, ProvisionedUser? User = null, ProvisionedKey? Taken = null);

    /// <summary>The person and user of that id; null when there is none, or the directory has deleted it.</summary>
    public static async Task<(Person Person, ProvisionedUser? User)?> FindAsync(
        PortalDb db, OrganisationCode organisation, Guid id, CancellationToken cancellationToken)
    {
        var person = await db.Persons.SingleOrDefaultAsync(p => p.Organisation == organisation && p.Id == id, cancellationToken);
        var user = await db.ProvisionedUsers.SingleOrDefaultAsync(
            u => u.Organisation == organisation && u.PersonId == id, cancellationToken);
        return person is null || user is { DeletedAt: not null } ? null : (person, user);
    }

    /// <summary>
    /// The person that a new user is: by the directory's own id, else by user name where one of the two has no such id, else a person who
    /// was added by hand, by RID and UUID.
    /// </summary>
    public static async Task<Found> FindForNewAsync(
        PortalDb db, OrganisationCode organisation, ProvisionedState state, CancellationToken cancellationToken)
    {
        var users = db.ProvisionedUsers.Where(u => u.Organisation == organisation);
        var (userName, externalId) = (
            ProvisionedUser.KeyOfUserName(state.Attributes.UserName), ProvisionedUser.KeyOfExternalId(state.Attributes.ExternalId));
        if (externalId is not null
            && await users.Where(u => u.ExternalIdKey == externalId)
                .OrderByDescending(u => u.ModifiedAt).FirstOrDefaultAsync(cancellationToken) is { } known)
        {
            return await OfUserAsync(db, known, ProvisionedKey.ExternalId, cancellationToken);
        }

        if (await users.SingleOrDefaultAsync(u => u.UserNameKey == userName && u.DeletedAt == null, cancellationToken) is { } sameName
            && (externalId is null || sameName.ExternalIdKey is null))
        {
            return await OfUserAsync(db, sameName, ProvisionedKey.UserName, cancellationToken);
        }

        return new(await FindAddedByHandAsync(db, organisation, state, cancellationToken));
    }

    /// <summary>The attribute that is no valid value; null when all are.</summary>
    public static ProvisionedKey? FindWrong(ProvisionedAttributes attributes) =>
        string.IsNullOrWhiteSpace(attributes.UserName) || attributes.UserName.Length > ProvisionedAttributes.LongestUserName
            || !PlainText.IsPlain(attributes.UserName)
            ? ProvisionedKey.UserName
        : attributes.ExternalId is { } id && (id.Length > PersonIdentifier.LongestValue || !PlainText.IsPlain(id))
            ? ProvisionedKey.ExternalId
        : null;

    /// <summary>The attribute that another person who works for the municipality has; null when none is taken.</summary>
    public static async Task<ProvisionedKey?> FindTakenAsync(
        PortalDb db, OrganisationCode organisation, Guid? personId, ProvisionedAttributes attributes, CancellationToken cancellationToken)
    {
        var userName = ProvisionedUser.KeyOfUserName(attributes.UserName);
        if (await db.ProvisionedUsers.AnyAsync(
            u => u.Organisation == organisation && u.UserNameKey == userName && u.DeletedAt == null && u.PersonId != personId
                && db.Persons.Any(p => p.Organisation == organisation && p.Id == u.PersonId && p.LeftAt == null),
            cancellationToken))
        {
            return ProvisionedKey.UserName;
        }

        var externalId = ProvisionedUser.KeyOfExternalId(attributes.ExternalId);
        return externalId is not null
            && (await PersonUpdates.FindTakenAsync(db, organisation, personId, [externalId], cancellationToken))
                .Any(i => i.Kind == PersonIdentifierKind.DirectoryId && i.Value == externalId)
            ? ProvisionedKey.ExternalId
            : null;
    }

    /// <summary>
    /// Takes the user name from a user who has left, whom the directory no longer reads then: it has been given to another.
    /// </summary>
    public static async Task ReleaseUserNameAsync(
        PortalDb db, Person person, ProvisionedAttributes attributes, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var userName = ProvisionedUser.KeyOfUserName(attributes.UserName);
        var former = await db.ProvisionedUsers.SingleOrDefaultAsync(
            u => u.Organisation == person.Organisation && u.UserNameKey == userName && u.DeletedAt == null && u.PersonId != person.Id,
            cancellationToken);
        if (former is null)
            return;

        // Written first: the unique index refuses a second user with the name.
        former.DeletedAt = at;
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task<Found> OfUserAsync(
        PortalDb db, ProvisionedUser user, ProvisionedKey key, CancellationToken cancellationToken)
    {
        var person = await db.Persons.SingleAsync(
            p => p.Organisation == user.Organisation && p.Id == user.PersonId, cancellationToken);
        return person.LeftAt is null && user.DeletedAt is null ? new(Taken: key) : new(person, user);
    }

    private static async Task<Person?> FindAddedByHandAsync(
        PortalDb db, OrganisationCode organisation, ProvisionedState state, CancellationToken cancellationToken)
    {
        var values = ProvisionedMapping.ToValues(state, before: null);
        var holders = (await PersonUpdates.FindTakenAsync(
                db, organisation, null, [values.Rid, values.ProfessionalUuid], cancellationToken))
            .Where(i => i.Kind is PersonIdentifierKind.Rid or PersonIdentifierKind.ProfessionalUuid)
            .Select(i => i.PersonId).Distinct().ToImmutableArray();
        if (holders is not [var id])
            return null;
        var person = await db.Persons.SingleAsync(p => p.Organisation == organisation && p.Id == id, cancellationToken);
        var agrees = AgreesWith(values.Rid, person.Values.Rid) && AgreesWith(values.ProfessionalUuid, person.Values.ProfessionalUuid);
        return agrees && person.DirectoryId.Length == 0
            && !await db.ProvisionedUsers.AnyAsync(u => u.Organisation == organisation && u.PersonId == id, cancellationToken)
            ? person
            : null;
    }

    // A RID with another UUID may have been given out anew (P2): that is no match.
    private static bool AgreesWith(string sent, string stored) => sent.Length == 0 || stored.Length == 0 || sent == stored;
}
