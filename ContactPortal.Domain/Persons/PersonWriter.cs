using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.Extensions.Options;

namespace ContactPortal.Domain.Persons;

/// <summary>
/// Writes a person's new values in the transaction of a command, whoever it came from: validation, identifiers, history entry, and what a
/// person's leaving requires (P4, P5). The caller checks that the actor may do it.
/// </summary>
internal sealed class PersonWriter(IPersonMails mails, TimeProvider clock, IOptions<OrganisationOptions>? organisations)
{
    /// <summary>Validates the values, writes them with the history entry, and does what a person's leaving requires.</summary>
    /// <param name="db">The command's own context.</param>
    /// <param name="actor">Who changes the person.</param>
    /// <param name="person">The person; null for a new one.</param>
    /// <param name="write">What is written.</param>
    /// <param name="agencyPersons">The persons of the agency, who are mailed when the last administrator leaves.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<CommandResult<PersonOutcome>> WriteAsync(
        PortalDb db, Actor actor, Person? person, PersonWrite write, ImmutableArray<Guid> agencyPersons,
        CancellationToken cancellationToken)
    {
        var (before, values) = (person?.Values, write.Values);
        var directoryId = values.HasLeft ? null : write.DirectoryId;
        if (before is not null && values.DifferencesFrom(before).IsEmpty && (directoryId ?? person!.DirectoryId) == person!.DirectoryId)
            return new PersonOutcome.Saved(PersonEntry.Of(person), [], write.Merged);
        if (write.Validate(before, (organisations ?? OrganisationOptions.None).Value, actor.Organisation) is { IsEmpty: false } errors)
            return new PersonOutcome.Invalid(errors);
        if (await PersonUpdates.ValidateUniqueAsync(
            db, actor.Organisation, person?.Id, values, cancellationToken) is { IsEmpty: false } notUnique)
        {
            return new PersonOutcome.Invalid(notUnique);
        }

        var history = await HistoryWriter.BeginAsync(db, actor, clock, cancellationToken);
        person ??= db.Persons.Add(new()
        {
            Organisation = actor.Organisation, Id = Guid.CreateVersion7(history.Timestamp), Name = "", Email = "",
            CreatedAt = history.Timestamp,
        }).Entity;
        var (wasAdministrator, formerId) = (person.IsLocalAdministrator, person.DirectoryId);
        var taken = await PersonUpdates.FindTakenAsync(
            db, actor.Organisation, person.Id, [.. person.Identifiers.Select(i => i.Value)], cancellationToken);
        PersonUpdates.Apply(person, values, history.Timestamp, taken);
        if (directoryId is not null)
            person.SetIdentifier(PersonIdentifierKind.DirectoryId, directoryId, history.Timestamp);
        person.Version = history.NextNumber;
        var changes = PersonUpdates.ChangesOf(before ?? PersonValues.Empty, person.Values);
        if (directoryId is not null && directoryId != formerId)
            changes = changes.Add(new(PersonField.DirectoryId.Key, formerId, directoryId));
        history.Append(person.Id, write.Kind, write.SaveId, changes);
        if (person.LeftAt == history.Timestamp)
            await PersonDepartures.CompleteAsync(db, history, mails, person, wasAdministrator, agencyPersons, cancellationToken);
        return history.ResultOf<PersonOutcome>(
            new PersonOutcome.Saved(PersonEntry.Of(person), [.. changes.Select(c => new PersonField(c.Field))], write.Merged));
    }
}
