using ContactPortal.Blazor.Contacts;
using ContactPortal.Blazor.Persons;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Imports;

namespace ContactPortal.Blazor.Imports;

/// <summary>The texts for what the domain says about files, in the current language; for the page and the commands.</summary>
internal static class ImportMessages
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>The message about a file that can't be read.</summary>
    public static string MessageFor(ImportFileError error, string detail) => error switch
    {
        ImportFileError.TooLarge => ImportTexts.FileTooLarge.Format(ImportFile.MaxSize / Megabyte),
        ImportFileError.Empty => ImportTexts.FileEmpty,
        ImportFileError.Workbook => ImportTexts.FileWorkbook,
        ImportFileError.NotText => ImportTexts.FileNotText,
        ImportFileError.Malformed => ImportTexts.FileMalformed,
        ImportFileError.HeadingsMissing => ImportTexts.FileHeadingsMissing.Format(detail),
        ImportFileError.KeyMissing => ImportTexts.FileKeyMissing.Format(detail),
        ImportFileError.ColumnTwice => ImportTexts.FileColumnTwice.Format(detail),
        ImportFileError.LinesMissing => ImportTexts.FileLinesMissing,
        ImportFileError.TooManyLines => ImportTexts.FileTooManyLines.Format(ImportFile.MaxLines),
    };

    /// <summary>Why a line of persons is skipped.</summary>
    public static string MessageFor(PersonImportSkip skip) => skip.Reason switch
    {
        PersonImportSkipReason.Invalid => PersonTexts.MessageFor(skip.Error!),
        PersonImportSkipReason.Formula => ImportTexts.SkipFormula.Format(skip.Detail),
        PersonImportSkipReason.LineBreak => ImportTexts.SkipLineBreak.Format(skip.Detail),
        PersonImportSkipReason.SameAsLine => ImportTexts.SkipSameAsLine.Format(skip.Detail),
        PersonImportSkipReason.YesNoMalformed => ImportTexts.SkipYesNoMalformed.Format(skip.Detail),
        PersonImportSkipReason.IdUnknown => ImportTexts.SkipIdUnknown.Format(skip.Detail),
        PersonImportSkipReason.TwoPersons => ImportTexts.SkipTwoPersons.Format(skip.Detail),
        PersonImportSkipReason.OtherUuid => ImportTexts.SkipOtherUuid.Format(skip.Detail),
        PersonImportSkipReason.HasLeft => ImportTexts.SkipHasLeft.Format(skip.Detail),
        PersonImportSkipReason.NewAndLeft => ImportTexts.SkipNewAndLeft,
    };

    /// <summary>Why a line of contacts is skipped.</summary>
    public static string MessageFor(ContactImportSkip skip) => skip.Reason switch
    {
        ContactImportSkipReason.Invalid => ContactTexts.MessageFor(skip.Error!, "", []),
        ContactImportSkipReason.Formula => ImportTexts.SkipFormula.Format(skip.Detail),
        ContactImportSkipReason.LineBreak => ImportTexts.SkipLineBreak.Format(skip.Detail),
        ContactImportSkipReason.MunicipalityUnknown => ImportTexts.SkipMunicipalityUnknown.Format(skip.Detail),
        ContactImportSkipReason.SameAsLine => ImportTexts.SkipSameAsLine.Format(skip.Detail),
        ContactImportSkipReason.YesNoMalformed => ImportTexts.SkipYesNoColumn.Format(skip.Detail),
        ContactImportSkipReason.IdUnknown => ImportTexts.SkipIdUnknown.Format(skip.Detail),
        ContactImportSkipReason.HasLeft => ImportTexts.SkipContactHasLeft.Format(skip.Detail),
    };

    /// <summary>What is done to the person of the step, in a word.</summary>
    public static string KindOf(PersonImportStep step) => step.Kind switch
    {
        HistoryKind.PersonAdded => ImportTexts.PersonAdded,
        HistoryKind.PersonLeft => ImportTexts.PersonLeft,
        HistoryKind.PersonReturned => ImportTexts.PersonReturned,
        _ => ImportTexts.PersonChanged,
    };

    /// <summary>A sentence about each field that the step sets.</summary>
    public static IEnumerable<string> ChangesOf(PersonImportStep step) => step.After.DifferencesFrom(step.Before)
        .Select(field => PersonTexts.SentenceOf(new(field.Key, step.Before[field], step.After[field])));

    /// <summary>A sentence about each field that the step sets.</summary>
    public static IEnumerable<string> ChangesOf(ContactImportStep step, IReadOnlyCollection<DeliveryType> types) =>
        step.After.DifferencesFrom(step.Before)
            .Select(field => ContactTexts.SentenceOf(new(field.Key, step.Before[field], step.After[field]), types));

    /// <summary>How many lines are new, changed … in a sentence; only those that there are.</summary>
    public static string CountsOf(PersonImportPlan plan) => string.Join(
        ", ",
        new (string Text, int Count)[]
        {
            (ImportTexts.CountAdded, CountOf(plan, HistoryKind.PersonAdded)),
            (ImportTexts.CountChanged, CountOf(plan, HistoryKind.PersonChanged)),
            (ImportTexts.CountLeft, CountOf(plan, HistoryKind.PersonLeft)),
            (ImportTexts.CountReturned, CountOf(plan, HistoryKind.PersonReturned)),
            (ImportTexts.CountUnchanged, plan.Unchanged),
            (ImportTexts.CountSkipped, plan.Skipped.Length),
        }.Where(counted => counted.Count > 0).Select(counted => counted.Text.Format(counted.Count)));

    private static int CountOf(PersonImportPlan plan, HistoryKind kind) => plan.Steps.Count(step => step.Kind == kind);
}
