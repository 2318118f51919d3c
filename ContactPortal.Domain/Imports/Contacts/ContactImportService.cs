using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContactPortal.Domain.Imports;

/// <summary>
/// Plans and carries out a file with the contacts of the system before this one, for all municipalities; for the operator's command (P9).
/// It sends no mails: nobody becomes a contact who was none.
/// </summary>
public sealed class ContactImportService(
    PortalDatabase database, TimeProvider clock, IOptions<OrganisationOptions>? organisations = null)
{
    /// <summary>The delivery types that there are, each with a column of its own.</summary>
    public async Task<ImmutableArray<DeliveryType>> DeliveryTypesAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAllAsync(cancellationToken);
        return [.. await db.DeliveryTypes.AsNoTracking().ToListAsync(cancellationToken)];
    }

    /// <summary>What the file would do.</summary>
    public async Task<ContactImportPlan> PlanAsync(ImportFile file, CancellationToken cancellationToken)
    {
        var (lines, skipped) = ContactImportPlanner.ByMunicipality(file);
        var plans = ImmutableArray.CreateBuilder<MunicipalityImportPlan>(lines.Count);
        foreach (var (organisation, ofOrganisation) in lines)
        {
            await using var db = await database.OpenReadAsync(organisation, cancellationToken);
            plans.Add(await PlanAsync(db, organisation, ofOrganisation, cancellationToken));
        }

        return new(file, plans.ToImmutable(), skipped);
    }

    /// <summary>
    /// Carries out exactly that plan, each municipality in one transaction. Where somebody has changed something since, so that the file
    /// would do something else, nothing is written.
    /// </summary>
    public async Task<ContactImportOutcome> CarryOutAsync(ContactImportPlan plan, CancellationToken cancellationToken)
    {
        var lines = ContactImportPlanner.ByMunicipality(plan.File).Lines;
        var done = ImmutableArray.CreateBuilder<OrganisationCode>();
        var outdated = ImmutableArray.CreateBuilder<MunicipalityImportPlan>();
        foreach (var municipality in plan.Municipalities.Where(m => !m.Steps.IsEmpty))
        {
            if (await CarryOutAsync(plan.File.Name, municipality, lines[municipality.Organisation], cancellationToken) is { } newer)
                outdated.Add(newer);
            else
                done.Add(municipality.Organisation);
        }

        return new(done.ToImmutable(), outdated.ToImmutable());
    }

    // Null when it was carried out, else the plan as it is now.
    private Task<MunicipalityImportPlan?> CarryOutAsync(
        string source, MunicipalityImportPlan plan, ImmutableArray<ImportLine> lines, CancellationToken cancellationToken) =>
        database.ExecuteWriteAsync(
            plan.Organisation,
            async (db, token) =>
            {
                var current = await PlanAsync(db, plan.Organisation, lines, token);
                return current.Steps.SequenceEqual(plan.Steps) ? await WriteAsync(db, source, current, token) : current;
            },
            cancellationToken);

    private async Task<CommandResult<MunicipalityImportPlan?>> WriteAsync(
        PortalDb db, string source, MunicipalityImportPlan plan, CancellationToken cancellationToken)
    {
        var actor = Operator.In(plan.Organisation, Role.LocalAdministrator);
        var history = await HistoryWriter.BeginAsync(db, actor, clock, cancellationToken);
        var persons = new PersonImportWriter(db, history, plan.Organisation, [], source);
        var contacts = await db.Contacts.Where(c => c.Organisation == plan.Organisation).ToDictionaryAsync(c => c.Id, cancellationToken);
        foreach (var step in plan.Steps)
        {
            var personId = step.PersonId ?? persons.Write(new(step.Line, null, PersonValues.Empty, step.NewPerson!)).Id;
            var contact = step.ContactId is { } id
                ? contacts[id]
                : db.Contacts.Add(new() { Organisation = plan.Organisation, Id = Guid.CreateVersion7(history.Timestamp) }).Entity;
            var kind = step.ContactId is null ? HistoryKind.ContactCreated : HistoryKind.ContactChanged;
            await ContactUpdates.ApplyAsync(
                db, history, actor, contact, new(step.After, personId, kind, Guid.NewGuid(), source), cancellationToken);
        }

        return history.ResultOf<MunicipalityImportPlan?>(null);
    }

    private async Task<MunicipalityImportPlan> PlanAsync(
        PortalDb db, OrganisationCode organisation, ImmutableArray<ImportLine> lines, CancellationToken cancellationToken)
    {
        var persons = await db.Persons.AsNoTracking().Where(p => p.Organisation == organisation)
            .OrderBy(p => p.Id).ToListAsync(cancellationToken);
        var contacts = await db.Contacts.AsNoTracking().Where(c => c.Organisation == organisation)
            .OrderBy(c => c.Id).ToListAsync(cancellationToken);
        var types = await db.DeliveryTypes.AsNoTracking().Select(t => t.Code).ToListAsync(cancellationToken);
        return ContactImportPlanner.Plan(
            organisation, lines, [.. persons.Select(PersonEntry.Of)], [.. contacts.Select(ContactView.Of)], [.. types],
            organisations?.Value);
    }
}
