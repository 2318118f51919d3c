using System.Collections.Immutable;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// The commands by which a municipality's own directory (Entra ID, Okta) keeps its persons (P8). The organisation is that of the source
/// alone. The same values sent again change nothing.
/// </summary>
public sealed class ProvisioningService(
    PortalDatabase database, IPersonMails mails, TimeProvider clock, IOptions<OrganisationOptions>? organisations = null)
{
    private readonly PersonWriter writer = new(mails, clock, organisations);

    /// <summary>
    /// Adds a user. One whom the directory has marked as left or deleted before, by its own id, returns instead. A person who was added by
    /// hand and has the same RID or UUID becomes the directory's. Refused, as taken: a user or person who works for the municipality.
    /// </summary>
    public async Task<ProvisioningOutcome> CreateAsync(
        ProvisioningSource source, ProvisionedState state, CancellationToken cancellationToken)
    {
        var agencyPersons = state.Active ? [] : await AdministratorQueries.AgencyPersonsAsync(database, cancellationToken);
        return await database.ExecuteWriteAsync(source.Organisation, async (db, token) =>
        {
            if (ProvisioningLookup.FindWrong(state.Attributes) is { } wrong)
                return new ProvisioningOutcome.AttributeWrong(wrong);
            var found = await ProvisioningLookup.FindForNewAsync(db, source.Organisation, state, token);
            return found.Taken is { } taken
                ? new ProvisioningOutcome.Taken(taken)
                : await WriteAsync(db, source, found.Person, found.User, state, agencyPersons, token);
        }, cancellationToken);
    }

    /// <summary>Changes a user; marks the person as left or returned when <see cref="ProvisionedState.Active"/> changes.</summary>
    /// <param name="source">Who changes it.</param>
    /// <param name="id">The user's id.</param>
    /// <param name="change">
    /// Makes the new state from what the directory reads now. Called inside the transaction; what it throws is thrown to the caller, and
    /// nothing is written.
    /// </param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<ProvisioningOutcome> UpdateAsync(
        ProvisioningSource source, Guid id, Func<ProvisionedState, ProvisionedState> change, CancellationToken cancellationToken)
    {
        var agencyPersons = await AdministratorQueries.AgencyPersonsAsync(database, cancellationToken);
        return await database.ExecuteWriteAsync(
            source.Organisation,
            async (db, token) => await ProvisioningLookup.FindAsync(db, source.Organisation, id, token) is var (person, user)
                ? await WriteAsync(db, source, person, user, change(ProvisionedMapping.Read(person, user)), agencyPersons, token)
                : new ProvisioningOutcome.NotFound(),
            cancellationToken);
    }

    /// <summary>Deletes a user: the person is marked as left, and the directory no longer reads it; everything else stays (P5).</summary>
    public async Task<ProvisioningOutcome> DeleteAsync(ProvisioningSource source, Guid id, CancellationToken cancellationToken)
    {
        var agencyPersons = await AdministratorQueries.AgencyPersonsAsync(database, cancellationToken);
        return await database.ExecuteWriteAsync(source.Organisation, async (db, token) =>
        {
            if (await ProvisioningLookup.FindAsync(db, source.Organisation, id, token) is not var (person, user))
                return new ProvisioningOutcome.NotFound();

            var state = ProvisionedMapping.Read(person, user);
            if (person.LeftAt is null && await HoldAsync(db, source, person, isDeletion: true, token) is { } held)
                return held;
            var written = await WriteStateAsync(db, source, person, user, state with { Active = false }, agencyPersons, token);
            if (written.Outcome is not ProvisioningOutcome.Stored)
                return written;
            var deleted = user ?? db.ProvisionedUsers.Local.Single(u => u.PersonId == person.Id);
            deleted.DeletedAt = clock.GetUtcNow();
            return written with { Outcome = new ProvisioningOutcome.Deleted() };
        }, cancellationToken);
    }

    private async Task<CommandResult<ProvisioningOutcome>> WriteAsync(
        PortalDb db, ProvisioningSource source, Person? person, ProvisionedUser? user, ProvisionedState state,
        ImmutableArray<Guid> agencyPersons, CancellationToken cancellationToken)
    {
        if (ProvisioningLookup.FindWrong(state.Attributes) is { } wrong)
            return new ProvisioningOutcome.AttributeWrong(wrong);
        if (await ProvisioningLookup.FindTakenAsync(
            db, source.Organisation, person?.Id, state.Attributes, cancellationToken) is { } taken)
        {
            return new ProvisioningOutcome.Taken(taken);
        }

        if (person is { LeftAt: null } && !state.Active && await HoldAsync(db, source, person, false, cancellationToken) is { } held)
            return held;
        return await WriteStateAsync(db, source, person, user, state, agencyPersons, cancellationToken);
    }

    private async Task<CommandResult<ProvisioningOutcome>> WriteStateAsync(
        PortalDb db, ProvisioningSource source, Person? person, ProvisionedUser? user, ProvisionedState state,
        ImmutableArray<Guid> agencyPersons, CancellationToken cancellationToken)
    {
        var (before, wasActive) = (person?.Values, person is { LeftAt: null });
        var values = ProvisionedMapping.ToValues(state, before);
        var kind = before is null ? HistoryKind.PersonAdded : PersonUpdates.KindOf(before, values);
        var write = new PersonWrite(values, kind, Guid.NewGuid())
        {
            DirectoryId = ProvisionedUser.KeyOfExternalId(state.Attributes.ExternalId) ?? "",
        };
        var result = await writer.WriteAsync(db, source.ToActor(), person, write, agencyPersons, cancellationToken);
        if (result.Outcome is PersonOutcome.Invalid invalid)
            return RefusalOf(invalid);

        person ??= db.Persons.Local.Single(p => p.Id == ((PersonOutcome.Saved)result.Outcome).Person.Id);
        await ProvisioningLookup.ReleaseUserNameAsync(db, person, state.Attributes, clock.GetUtcNow(), cancellationToken);
        user = StoreAttributes(db, person, user, state.Attributes);
        if (wasActive && !state.Active)
            user.LeftAt = person.LeftAt;
        else if (state.Active)
            await TakeBackAsync(db, person, user, cancellationToken);
        var changedAt = db.History.Local.FirstOrDefault(e => e.Number == person.Version)?.At
            ?? await db.History.Where(e => e.Organisation == person.Organisation && e.Number == person.Version).Select(e => e.At)
                .SingleOrDefaultAsync(cancellationToken);
        return new(new ProvisioningOutcome.Stored(ProvisioningQueries.View(person, user, changedAt)), result.Change);
    }

    private ProvisionedUser StoreAttributes(PortalDb db, Person person, ProvisionedUser? user, ProvisionedAttributes attributes)
    {
        var (json, now) = (attributes.ToJson(), clock.GetUtcNow());
        user ??= db.ProvisionedUsers.Add(new()
        {
            Organisation = person.Organisation, PersonId = person.Id, UserNameKey = "", Attributes = "", ModifiedAt = now,
        }).Entity;
        if (user.Attributes == json && user.DeletedAt is null)
            return user;
        (user.Attributes, user.ModifiedAt, user.DeletedAt) = (json, now, null);
        user.UserNameKey = ProvisionedUser.KeyOfUserName(attributes.UserName);
        user.ExternalIdKey = ProvisionedUser.KeyOfExternalId(attributes.ExternalId);
        return user;
    }

    /// <summary>
    /// Makes the leaving wait for an administrator's answer when so many leave (see <see cref="LeavingGuard"/>); else null.
    /// </summary>
    private async Task<CommandResult<ProvisioningOutcome>?> HoldAsync(
        PortalDb db, ProvisioningSource source, Person person, bool isDeletion, CancellationToken cancellationToken)
    {
        var verdict = await LeavingGuard.EvaluateAsync(db, source.Organisation, person.Id, clock.GetUtcNow(), cancellationToken);
        if (verdict == LeavingVerdict.Passes)
            return null;
        if (verdict != LeavingVerdict.MustWait)
            return new ProvisioningOutcome.Held(verdict == LeavingVerdict.Refused);

        var isFirst = !await db.HeldLeavings.AnyAsync(
            h => h.Organisation == source.Organisation && h.AnsweredAt == null, cancellationToken);
        var history = await HistoryWriter.BeginAsync(db, source.ToActor(), clock, cancellationToken);
        db.HeldLeavings.Add(new()
        {
            Organisation = source.Organisation, Id = Guid.CreateVersion7(history.Timestamp), PersonId = person.Id, Source = source.Name,
            HeldAt = history.Timestamp, IsDeletion = isDeletion,
        });
        history.Append(person.Id, HistoryKind.LeavingHeld, Guid.NewGuid(), [new(FieldChanges.Person, "", person.Name)]);
        if (isFirst)
        {
            var administrators = await AdministratorQueries.AdministratorsIn(db, source.Organisation)
                .OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(cancellationToken);
            mails.LeavingsHeld(db, source.Organisation, source.Name, [.. administrators], history.Timestamp);
        }

        return history.ResultOf<ProvisioningOutcome>(new ProvisioningOutcome.Held(IsRefused: false));
    }

    // The directory no longer asks for the leaving: there is nothing left to answer.
    private async Task TakeBackAsync(PortalDb db, Person person, ProvisionedUser user, CancellationToken cancellationToken)
    {
        user.LeftAt = null;
        var waiting = await db.HeldLeavings
            .Where(h => h.Organisation == person.Organisation && h.PersonId == person.Id && h.AnsweredAt == null)
            .ToListAsync(cancellationToken);
        foreach (var held in waiting)
            held.AnsweredAt = clock.GetUtcNow();
    }

    private static ProvisioningOutcome RefusalOf(PersonOutcome.Invalid invalid) =>
        invalid.Errors.FirstOrDefault(e => e.Error is PersonError.RidTaken or PersonError.UuidTaken) is { } taken
            ? new ProvisioningOutcome.Taken(
                taken.Error == PersonError.RidTaken ? ProvisionedKey.Rid : ProvisionedKey.ProfessionalUuid)
            : new ProvisioningOutcome.Invalid(invalid.Errors);
}
