using System.Collections.Immutable;
using System.Linq.Expressions;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Persons;

/// <summary>Reads a municipality's persons as the users of its own directory (P8); those who have left too.</summary>
public sealed class ProvisioningQueries(PortalDatabase database)
{
    /// <summary>The user with that id, or null: also for another organisation's.</summary>
    public async Task<ProvisionedView?> FindAsync(ProvisioningSource source, Guid id, CancellationToken cancellationToken)
    {
        var (users, _) = await ListAsync(
            source, [new(ProvisionedKey.Id, id.ToString())], skip: 0, take: 1, cancellationToken);
        return users is [var user] ? user : null;
    }

    /// <summary>A page of the users for which all conditions hold, in the order in which they were added, and how many there are.</summary>
    public async Task<(ImmutableArray<ProvisionedView> Users, int Total)> ListAsync(
        ProvisioningSource source, ImmutableArray<ProvisionedCondition> conditions, int skip, int take,
        CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAsync(source.Organisation, cancellationToken);
        var rows =
            from person in db.Persons.AsNoTracking()
            where person.Organisation == source.Organisation
            join user in db.ProvisionedUsers.AsNoTracking()
                on new { person.Organisation, person.Id } equals new { user.Organisation, Id = user.PersonId } into users
            from user in users.DefaultIfEmpty()
            where user == null || user.DeletedAt == null
            select new Row { Person = person, User = user };
        foreach (var condition in conditions)
            rows = Where(rows, condition);
        var total = await rows.CountAsync(cancellationToken);
        if (take == 0 || total <= skip)
            return ([], total);
        var page = await rows.OrderBy(r => r.Person.Id).Skip(skip).Take(take).ToListAsync(cancellationToken);
        var changed = await ChangedAtAsync(db, source.Organisation, [.. page.Select(r => r.Person.Version)], cancellationToken);
        return ([.. page.Select(row => View(row.Person, row.User, changed.GetValueOrDefault(row.Person.Version)))], total);
    }

    /// <summary>The user as its directory reads it.</summary>
    internal static ProvisionedView View(Person person, ProvisionedUser? user, DateTimeOffset changedAt) => new(
        person.Id, ProvisionedMapping.Read(person, user), person.CreatedAt,
        new[] { person.CreatedAt, changedAt, user?.ModifiedAt ?? default }.Max());

    private static IQueryable<Row> Where(IQueryable<Row> rows, ProvisionedCondition condition)
    {
        var (attribute, value) = condition;

        // PostgreSQL refuses some characters that no stored text has.
        if (!PlainText.IsPlain(value))
            return None(rows);
        switch (attribute)
        {
            case ProvisionedKey.Id:
                return Guid.TryParse(value, out var id) ? rows.Where(r => r.Person.Id == id) : None(rows);
            case ProvisionedKey.UserName:
                var userName = ProvisionedUser.KeyOfUserName(value);
                return rows.Where(OfUserName(userName));
            case ProvisionedKey.ExternalId:
                return ProvisionedUser.KeyOfExternalId(value) is { } externalId
                    ? rows.Where(r => r.User != null && r.User.ExternalIdKey == externalId)
                    : None(rows);
            case ProvisionedKey.WorkEmail:
                var email = value.Trim().ToLowerInvariant();
                return rows.Where(OfEmail(email));
            case ProvisionedKey.Rid:
                var rid = IdentifierText.RidOf(value)?.Digits ?? value;
                return WhereIdentified(rows, PersonIdentifierKind.Rid, rid);
            case ProvisionedKey.ProfessionalUuid:
                return IdentifierText.UuidOf(value) is { } uuid
                    ? WhereIdentified(rows, PersonIdentifierKind.ProfessionalUuid, IdentifierText.Of(uuid))
                    : None(rows);
            case ProvisionedKey.Active:
                var active = value.Equals(bool.TrueString, StringComparison.OrdinalIgnoreCase);
                return rows.Where(r => (r.Person.LeftAt == null) == active);
            default:
                throw new ArgumentOutOfRangeException(nameof(condition), attribute, "There is no such attribute.");
        }
    }

// Translated to SQL's lower(), which knows no culture.
#pragma warning disable CA1304, CA1311, CA1862
    private static Expression<Func<Row, bool>> OfUserName(string userName) =>
        r => r.User == null ? r.Person.Email.ToLower() == userName : r.User.UserNameKey == userName;

    private static Expression<Func<Row, bool>> OfEmail(string email) => r => r.Person.Email.ToLower() == email;
#pragma warning restore CA1304, CA1311, CA1862

    // Of a person who has left the last ones, as everywhere.
    private static IQueryable<Row> WhereIdentified(IQueryable<Row> rows, PersonIdentifierKind kind, string value) =>
        rows.Where(r => r.Person.Identifiers.Any(
            i => i.Kind == kind && i.Value == value && (i.Until == null || i.Until == r.Person.LeftAt)));

    private static IQueryable<Row> None(IQueryable<Row> rows) => rows.Where(_ => false);

    private static async Task<Dictionary<long, DateTimeOffset>> ChangedAtAsync(
        PortalDb db, OrganisationCode organisation, List<long> versions, CancellationToken cancellationToken)
    {
        versions.RemoveAll(v => v == 0);
        return versions.Count == 0
            ? []
            : await db.History.Where(e => e.Organisation == organisation && versions.Contains(e.Number))
                .ToDictionaryAsync(e => e.Number, e => e.At, cancellationToken);
    }

    private sealed class Row
    {
        public required Person Person { get; init; }

        public required ProvisionedUser? User { get; init; }
    }
}
