using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContactPortal.Domain.Imports;

/// <summary>
/// Plans and carries out files of persons (P7): for a local administrator, whose role is checked each time, and for the operator.
/// </summary>
public sealed class PersonImportService(
    PortalDatabase database, IPersonMails mails, TimeProvider clock, IOptions<OrganisationOptions>? organisations = null)
{
    // Saved and reported in batches: a transaction of 10,000 persons takes seconds.
    private const int BatchSize = 500;

    /// <summary>What the file would do to the directory of the actor's organisation; null if the actor may not.</summary>
    public async Task<PersonImportPlan?> PlanAsync(
        Actor actor, ImportFile file, bool missingHaveLeft, CancellationToken cancellationToken)
    {
        if (!actor.May(Actions.ManagePersons))
            return null;
        await using var db = await database.OpenReadAsync(actor, Actions.ManagePersons, cancellationToken);
        if (!await MayAsync(db, actor, cancellationToken))
            return null;
        var persons = await PersonsOf(db, actor.Organisation).AsNoTracking().ToListAsync(cancellationToken);
        return await Task.Run(() => Plan(persons, actor, file, missingHaveLeft), cancellationToken);
    }

    /// <summary>
    /// Carries out exactly that plan, in one transaction. When the directory has changed so that the file would do something else, nothing
    /// is written and the outcome is <see cref="PersonImportOutcome.Outdated"/> with the new plan.
    /// </summary>
    /// <param name="actor">Who carries it out.</param>
    /// <param name="plan">The plan, as it was shown.</param>
    /// <param name="progress">Receives how many steps have been written; starts anew when the transaction is repeated.</param>
    /// <param name="cancellationToken">Cancels the operation; nothing is written then.</param>
    public async Task<PersonImportOutcome> CarryOutAsync(
        Actor actor, PersonImportPlan plan, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var agencyPersons = await AdministratorQueries.AgencyPersonsAsync(database, cancellationToken);
        return await database.ExecuteWriteAsync(
            actor,
            async (db, token) =>
            {
                if (!await MayAsync(db, actor, token))
                    return new PersonImportOutcome.NotFound();

                // Not tracked: at each save every tracked person is compared with what it was. The writer attaches those that it changes.
                var persons = await PersonsOf(db, actor.Organisation).AsNoTracking().ToListAsync(token);
                var current = Plan(persons, actor, plan.File, plan.MissingHaveLeft);
                return current.DoesTheSameAs(plan)
                    ? await WriteAsync(db, actor, current, persons, agencyPersons, progress, token)
                    : new PersonImportOutcome.Outdated(current);
            },
            cancellationToken);
    }

    private async Task<CommandResult<PersonImportOutcome>> WriteAsync(
        PortalDb db, Actor actor, PersonImportPlan plan, List<Person> persons, ImmutableArray<Guid> agencyPersons, IProgress<int>? progress,
        CancellationToken cancellationToken)
    {
        var history = await HistoryWriter.BeginAsync(db, actor, clock, cancellationToken);
        var writer = new PersonImportWriter(db, history, actor.Organisation, persons, plan.File.Name);
        var leaving = new List<(Person Person, bool WasAdministrator)>();
        for (var i = 0; i < plan.Steps.Length; i++)
        {
            var step = plan.Steps[i];
            var wasAdministrator = writer.IsAdministrator(step);
            var person = writer.Write(step);
            if (step.Kind == HistoryKind.PersonLeft)
                leaving.Add((person, wasAdministrator));
            if ((i + 1) % BatchSize > 0)
                continue;
            await db.SaveChangesAsync(cancellationToken);
            writer.Detach();
            progress?.Report(i + 1);
        }

        // Written first: who is an administrator still is asked of the database.
        await db.SaveChangesAsync(cancellationToken);
        progress?.Report(plan.Steps.Length);
        foreach (var (person, wasAdministrator) in leaving)
            await PersonDepartures.CompleteAsync(db, history, mails, person, wasAdministrator, agencyPersons, cancellationToken);
        return history.ResultOf<PersonImportOutcome>(new PersonImportOutcome.Done(plan));
    }

    private PersonImportPlan Plan(List<Person> persons, Actor actor, ImportFile file, bool missingHaveLeft) =>
        PersonImportPlanner.Plan(
            file, [.. persons.Select(PersonEntry.Of)], missingHaveLeft, actor.PersonId, organisations?.Value, actor.Organisation);

    private static IQueryable<Person> PersonsOf(PortalDb db, OrganisationCode organisation) =>
        db.Persons.Where(p => p.Organisation == organisation).OrderBy(p => p.Id);

    private static async Task<bool> MayAsync(PortalDb db, Actor actor, CancellationToken cancellationToken) =>
        Operator.Is(actor) || await AdministratorQueries.IsAdministratorAsync(db, actor, cancellationToken);
}
