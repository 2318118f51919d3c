using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Domain.Imports;

/// <summary>Makes the plan of a file of persons (P7). Pure.</summary>
public sealed class PersonImportPlanner
{
    private readonly PersonIndex index;
    private readonly Dictionary<Guid, int> linesOfPersons = [];
    private readonly Dictionary<string, int> linesOfIdentifiers = new(StringComparer.Ordinal);
    private readonly ImmutableArray<PersonImportStep>.Builder steps = ImmutableArray.CreateBuilder<PersonImportStep>();
    private readonly ImmutableArray<PersonImportSkip>.Builder skipped = ImmutableArray.CreateBuilder<PersonImportSkip>();
    private readonly List<ImportLine> skippedLines = [];
    private int unchanged;

    private readonly OrganisationOptions organisations;
    private readonly OrganisationCode organisation;

    private PersonImportPlanner(PersonIndex index, OrganisationOptions organisations, OrganisationCode organisation) =>
        (this.index, this.organisations, this.organisation) = (index, organisations, organisation);

    /// <summary>What the file does to the directory.</summary>
    /// <param name="file">The file.</param>
    /// <param name="directory">The organisation's persons, also those who have left.</param>
    /// <param name="missingHaveLeft">Whether those who are missing in the file have left.</param>
    /// <param name="importer">Who imports it, and is not marked as left for missing in it.</param>
    /// <param name="organisations">The domains that addresses may have; null: any.</param>
    /// <param name="organisation">The organisation.</param>
    public static PersonImportPlan Plan(
        ImportFile file, IReadOnlyCollection<PersonEntry> directory, bool missingHaveLeft, Guid importer,
        OrganisationOptions? organisations = null, OrganisationCode organisation = default)
    {
        var planner = new PersonImportPlanner(new(directory), organisations ?? OrganisationOptions.None.Value, organisation);
        foreach (var line in file.Lines)
            planner.Read(line);
        var missing = planner.MissingIn(directory, importer);
        if (missingHaveLeft)
            planner.steps.AddRange(missing.Select(p => new PersonImportStep(null, p.Id, p.Values, p.Values with { HasLeft = true })));
        return new(file, missingHaveLeft, planner.steps.ToImmutable(), planner.unchanged, planner.skipped.ToImmutable(), missing);
    }

    private void Read(ImportLine line)
    {
        if (Plan(line) is not { } skip)
            return;
        skipped.Add(skip);
        skippedLines.Add(line);
    }

    // What is wrong with the line; null when it is unchanged or a step.
    private PersonImportSkip? Plan(ImportLine line)
    {
        if (line.Until > line.Number)
            return Skip(line, PersonImportSkipReason.LineBreak, $"{line.Until}");
        if (line.Formula is { } formula)
            return Skip(line, PersonImportSkipReason.Formula, formula);
        bool? hasLeft = null;
        if (line.Find(PersonImportLayout.HasLeft.Key) is { } cell && (hasLeft = YesNo.Parse(cell)) is null)
            return Skip(line, PersonImportSkipReason.YesNoMalformed, cell);

        var typed = ValuesOf(line, PersonValues.Empty).Normalised();
        var (person, problem) = Find(line, typed);
        if (problem is not null)
            return problem;
        if (person is not null && !linesOfPersons.TryAdd(person.Id, line.Number))
            return Skip(line, PersonImportSkipReason.SameAsLine, $"{linesOfPersons[person.Id]}");
        if (person is null && hasLeft == true)
            return Skip(line, PersonImportSkipReason.NewAndLeft);
        if (person is { Values.HasLeft: true } && hasLeft is null)
            return Skip(line, PersonImportSkipReason.HasLeft, person.Values.Name);

        var before = person?.Values ?? PersonValues.Empty;
        var after = ValuesOf(line, before).Normalised() with { HasLeft = hasLeft ?? before.HasLeft };
        return PlanStep(line, person, before, after);
    }

    private PersonImportSkip? PlanStep(ImportLine line, PersonEntry? person, PersonValues before, PersonValues after)
    {
        var isChanged = !after.DifferencesFrom(before).IsEmpty;
        if (isChanged && FirstError(person, before, after) is { } error)
            return Skip(line, PersonImportSkipReason.Invalid, error: error);
        if (!after.HasLeft && (Claim(line, after.Rid) ?? Claim(line, after.ProfessionalUuid)) is { } other)
            return Skip(line, PersonImportSkipReason.SameAsLine, $"{other}");
        if (isChanged)
            steps.Add(new(line.Number, person?.Id, before, after));
        else
            unchanged++;
        return null;
    }

    private PersonValidationError? FirstError(PersonEntry? person, PersonValues before, PersonValues after) =>
        PersonRules.Validate(after, person is null ? null : before) is [var error, ..] ? error
        : PersonRules.ValidateDomain(after, before, [], organisations, organisation) is [var refused] ? refused
        : after.HasLeft ? null
        : index.ByRid(after.Rid) is { } ofRid && ofRid.Id != person?.Id
            ? new(PersonField.Rid, PersonError.RidTaken, ofRid.Values.Name)
        : index.ByUuid(after.ProfessionalUuid) is { } ofUuid && ofUuid.Id != person?.Id
            ? new(PersonField.ProfessionalUuid, PersonError.UuidTaken, ofUuid.Values.Name)
        : null;

    // The line that has the identifier already, else null: from now on it is this line's.
    private int? Claim(ImportLine line, string identifier) =>
        identifier.Length == 0 || linesOfIdentifiers.TryAdd(identifier, line.Number) ? null : linesOfIdentifiers[identifier];

    private (PersonEntry? Person, PersonImportSkip? Problem) Find(ImportLine line, PersonValues typed)
    {
        if (line.Find(PersonImportLayout.Id.Key) is { } id)
        {
            return IdentifierText.UuidOf(id) is { } uuid && index.ById(uuid) is { } known
                ? (known, null)
                : (null, Skip(line, PersonImportSkipReason.IdUnknown, id));
        }

        var left = index.Left(typed.Rid, typed.ProfessionalUuid, typed.Name, typed.Email);
        var ofRid = index.ByRid(typed.Rid);
        var ofUuid = index.ByUuid(typed.ProfessionalUuid)
            ?? (typed.ProfessionalUuid.Length > 0 && left?.Values.ProfessionalUuid == typed.ProfessionalUuid ? left : null);
        if (ofRid is not null && ofUuid is not null && ofRid.Id != ofUuid.Id)
            return (null, Skip(line, PersonImportSkipReason.TwoPersons, $"{ofRid.Values.Name}, {ofUuid.Values.Name}"));

        // A RID may have been given to somebody else, who then has another UUID (P2).
        if (ofRid is { Values.ProfessionalUuid.Length: > 0 } && ofUuid is null && typed.ProfessionalUuid.Length > 0)
            return (null, Skip(line, PersonImportSkipReason.OtherUuid, ofRid.Values.Name));
        return (ofUuid ?? ofRid ?? left, null);
    }

    private ImmutableArray<PersonEntry> MissingIn(IReadOnlyCollection<PersonEntry> directory, Guid importer)
    {
        var meant = skippedLines.SelectMany(l => l.Cells.Values).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing = directory
            .Where(p => !p.Values.HasLeft && p.Id != importer && !linesOfPersons.ContainsKey(p.Id)
                && !meant.Contains(p.Values.Name) && !meant.Contains(p.Values.Email) && !meant.Contains(p.Values.Rid)
                && !meant.Contains(p.Values.ProfessionalUuid))
            .ToList();
        var leaving = missing.Select(p => p.Id).Concat(steps.Where(s => s.After.HasLeft).Select(s => s.PersonId!.Value)).ToHashSet();
        return directory.Any(p => p.IsLocalAdministrator && !leaving.Contains(p.Id))
            ? [.. missing]
            : [.. missing.Where(p => !p.IsLocalAdministrator)];
    }

    // An empty cell, and a column that is absent, leave what there is.
    private static PersonValues ValuesOf(ImportLine line, PersonValues before) => before with
    {
        Name = line.Find(PersonImportLayout.Name.Key) ?? before.Name,
        Email = line.Find(PersonImportLayout.Email.Key) ?? before.Email,
        Rid = line.Find(PersonImportLayout.Rid.Key) ?? before.Rid,
        ProfessionalUuid = line.Find(PersonImportLayout.ProfessionalUuid.Key) ?? before.ProfessionalUuid,
    };

    private static PersonImportSkip Skip(
        ImportLine line, PersonImportSkipReason reason, string detail = "", PersonValidationError? error = null) =>
        new(line.Number, line[PersonImportLayout.Name], reason, detail, error);
}
