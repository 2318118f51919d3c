using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Domain.Imports;

/// <summary>Makes the plan of a file of contacts for one municipality (P9). Pure.</summary>
public sealed class ContactImportPlanner
{
    private readonly PersonIndex index;
    private readonly ImmutableArray<string> types;
    private readonly OrganisationOptions organisations;
    private readonly OrganisationCode organisation;
    private readonly Dictionary<Guid, ContactView> byId;
    private readonly Dictionary<Guid, ContactView> byPerson;
    private readonly ILookup<string, ContactView> byRid;
    private readonly Dictionary<string, int> linesOfKeys = new(StringComparer.Ordinal);
    private readonly ImmutableArray<ContactImportStep>.Builder steps = ImmutableArray.CreateBuilder<ContactImportStep>();
    private readonly ImmutableArray<ContactImportSkip>.Builder skipped = ImmutableArray.CreateBuilder<ContactImportSkip>();
    private int unchanged;

    private ContactImportPlanner(
        IReadOnlyCollection<PersonEntry> directory, IReadOnlyCollection<ContactView> contacts, ImmutableArray<string> types,
        OrganisationOptions organisations, OrganisationCode organisation)
    {
        (index, this.types) = (new(directory), types);
        (this.organisations, this.organisation) = (organisations, organisation);
        byId = contacts.ToDictionary(c => c.Id);
        byPerson = contacts.GroupBy(c => c.PersonId).ToDictionary(same => same.Key, same => same.First());
        byRid = contacts.ToLookup(c => c.Values.Rid, StringComparer.Ordinal);
    }

    /// <summary>The lines of each municipality that the file names, by code, and the lines that name none.</summary>
    public static (ImmutableSortedDictionary<OrganisationCode, ImmutableArray<ImportLine>> Lines, ImmutableArray<ContactImportSkip> Skipped)
        ByMunicipality(ImportFile file)
    {
        var named = file.Lines.Select(line => (Line: line, Code: MunicipalityOf(line))).ToList();
        return (
            named.Where(n => n.Code is not null).GroupBy(n => n.Code!.Value).ToImmutableSortedDictionary(
                same => same.Key, same => same.Select(n => n.Line).ToImmutableArray()),
            [
                .. named.Where(n => n.Code is null).Select(n => Skip(
                    n.Line, ContactImportSkipReason.MunicipalityUnknown, MunicipalityText(n.Line))),
            ]);
    }

    /// <summary>What the lines do to the municipality's contacts.</summary>
    /// <param name="organisation">The municipality.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="directory">Its persons, also those who have left.</param>
    /// <param name="contacts">Its contacts, also the deactivated ones.</param>
    /// <param name="types">The codes of the delivery types.</param>
    /// <param name="organisations">The domains that addresses may have; null: any.</param>
    public static MunicipalityImportPlan Plan(
        OrganisationCode organisation, ImmutableArray<ImportLine> lines, IReadOnlyCollection<PersonEntry> directory,
        IReadOnlyCollection<ContactView> contacts, ImmutableArray<string> types, OrganisationOptions? organisations = null)
    {
        var planner = new ContactImportPlanner(
            directory, contacts, types, organisations ?? OrganisationOptions.None.Value, organisation);
        foreach (var line in lines)
        {
            if (planner.Plan(line) is { } skip)
                planner.skipped.Add(skip);
        }

        return new(organisation, planner.steps.ToImmutable(), planner.unchanged, planner.skipped.ToImmutable());
    }

    // What is wrong with the line; null when it is unchanged or a step.
    private ContactImportSkip? Plan(ImportLine line)
    {
        if (line.Until > line.Number)
            return Skip(line, ContactImportSkipReason.LineBreak, $"{line.Until}");
        if (line.Formula is { } formula)
            return Skip(line, ContactImportSkipReason.Formula, formula);
        if (YesNoColumns().FirstOrDefault(key => line.Find(key) is { } cell && YesNo.Parse(cell) is null) is { } malformed)
            return Skip(line, ContactImportSkipReason.YesNoMalformed, new ContactField(malformed).DeliveryType ?? malformed);

        var key = (ContactValues.Empty with { Rid = line[ContactImportLayout.Rid] }).Normalised().Rid;
        var (contact, person, problem) = Find(line, key);
        if (problem is not null)
            return problem;
        var subject = contact?.Id.ToString() ?? person?.Id.ToString() ?? key;
        if (!linesOfKeys.TryAdd(subject, line.Number))
            return Skip(line, ContactImportSkipReason.SameAsLine, $"{linesOfKeys[subject]}");
        return PlanStep(line, contact, person, key);
    }

    private ContactImportSkip? PlanStep(ImportLine line, ContactView? contact, PersonEntry? person, string key)
    {
        var before = contact?.Values ?? ContactValues.Empty;
        var start = contact is not null
            ? before
            : before with { Rid = key, Name = person?.Values.Name ?? "", Email = person?.Values.Email ?? "" };
        var after = ValuesOf(line, start).Normalised();
        var changed = after.DifferencesFrom(before);
        if (changed.IsEmpty && contact is not null)
        {
            unchanged++;
            return null;
        }

        var error = ContactRules.Validate(after, types).FirstOrDefault(e => contact is null || changed.Contains(e.Field))
            ?? (changed.Contains(ContactField.Email) && organisations.RefusedDomains(organisation, after.Email) is { } allowed
                ? new(ContactField.Email, ContactError.EmailDomainRefused, allowed)
                : null);
        if (error is not null)
            return Skip(line, ContactImportSkipReason.Invalid, error: error);
        var needed = contact is null && person is null ? NewPersonOf(after) : null;
        steps.Add(new(line.Number, contact?.Id, contact?.PersonId ?? person?.Id, needed, before, after));
        return null;
    }

    private (ContactView? Contact, PersonEntry? Person, ContactImportSkip? Problem) Find(ImportLine line, string key)
    {
        if (line.Find(ContactImportLayout.Id.Key) is { } id)
        {
            return IdentifierText.UuidOf(id) is { } uuid && byId.GetValueOrDefault(uuid) is { } known
                ? (known, null, null)
                : (null, null, Skip(line, ContactImportSkipReason.IdUnknown, id));
        }

        if (key.Length > 0 && (index.ByRid(key) ?? index.ByUuid(key) ?? PresentById(key)) is { } person)
            return (byPerson.GetValueOrDefault(person.Id), person, null);

        // A contact whose person has left keeps the RID that the person had.
        if (byRid[key].FirstOrDefault() is { } ofRid)
            return (ofRid, null, null);
        return index.Left(key, key, line[ContactImportLayout.Name], line[ContactImportLayout.Email]) is { } left
            ? (null, null, Skip(line, ContactImportSkipReason.HasLeft, left.Values.Name))
            : (null, null, null);
    }

    // None when code and name are of two municipalities.
    private static OrganisationCode? MunicipalityOf(ImportLine line)
    {
        var named = new[] { ContactImportLayout.MunicipalityCode, ContactImportLayout.Municipality }
            .Select(column => line[column]).Where(cell => cell.Length > 0).Select(MunicipalityName.Find).Distinct().ToList();
        return named is [var only] ? only : null;
    }

    private static string MunicipalityText(ImportLine line) =>
        $"{line[ContactImportLayout.MunicipalityCode]} {line[ContactImportLayout.Municipality]}".Trim();

    private PersonEntry? PresentById(string key) =>
        IdentifierText.UuidOf(key) is { } uuid && index.ById(uuid) is { Values.HasLeft: false } person ? person : null;

    private IEnumerable<string> YesNoColumns() =>
        types.Select(type => ContactField.ResponsibilityFor(type).Key).Append(ContactField.Deactivated.Key);

    // An empty cell, and a column that is absent, leave what there is.
    private ContactValues ValuesOf(ImportLine line, ContactValues before)
    {
        var values = before with
        {
            Name = line.Find(ContactField.Name.Key) ?? before.Name,
            Email = line.Find(ContactField.Email.Key) ?? before.Email,
            Mobile = line.Find(ContactField.Mobile.Key) ?? before.Mobile,
            Phone = line.Find(ContactField.Phone.Key) ?? before.Phone,
        };
        return YesNoColumns().Aggregate(
            values, (all, key) => line.Find(key) is { } cell ? all.With(new ContactField(key), YesNo.Parse(cell) == true) : all);
    }

    private static PersonValues NewPersonOf(ContactValues contact) => Rid.TryParse(contact.Rid, out _)
        ? new() { Name = contact.Name, Email = contact.Email, Rid = contact.Rid }
        : new() { Name = contact.Name, Email = contact.Email, ProfessionalUuid = contact.Rid };

    private static ContactImportSkip Skip(
        ImportLine line, ContactImportSkipReason reason, string detail = "", ValidationError? error = null) =>
        new(line.Number, line[ContactImportLayout.Name], reason, detail, error);
}
