using System.Globalization;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Imports;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;

namespace ContactPortal.Blazor.Imports;

/// <summary>
/// The operator's commands that take in files (P7, P9). Each prints the plan, and carries it out with --apply. The exit code is 0 when the
/// plan was printed or carried out, also when lines were skipped, and 1 when nothing was done.
/// </summary>
internal static class ImportCommands
{
    private const int SuccessExitCode = 0;
    private const int FailedExitCode = 1;

    /// <summary>Takes in a file of persons of a municipality.</summary>
    public static async Task<int> ImportPersonsAsync(
        WebApplication app, string path, OrganisationCode organisation, int? missingHaveLeft, bool apply)
    {
        CultureInfo.CurrentUICulture = Languages.English;
        var (cancellationToken, actor) = await BeginAsync(app, organisation);
        if (await ReadAsync(path, PersonImportLayout.Layout, cancellationToken) is not { } file)
            return FailedExitCode;

        var imports = app.Services.GetRequiredService<PersonImportService>();
        var plan = (await imports.PlanAsync(actor, file, missingHaveLeft is not null, cancellationToken))!;
        await WriteAsync(plan);
        if (missingHaveLeft is { } number && number != plan.Missing.Length)
        {
            return await FailAsync(
                $"--missing-have-left says {number}, but {plan.Missing.Length} persons are missing in the file. Nothing is changed.");
        }

        if (!apply)
            return await WriteNotAppliedAsync();
        switch (await imports.CarryOutAsync(actor, plan, progress: null, cancellationToken))
        {
            case PersonImportOutcome.Done:
                await Console.Out.WriteLineAsync("The plan has been carried out.");
                return SuccessExitCode;
            case PersonImportOutcome.Outdated outdated:
                await WriteAsync(outdated.Plan);
                return await FailAsync("The directory has changed meanwhile. Nothing is changed. This is the plan as it is now.");
            default:
                return await FailAsync("Nothing is changed.");
        }
    }

    /// <summary>Takes in a file with the contacts of all municipalities.</summary>
    public static async Task<int> ImportContactsAsync(WebApplication app, string path, bool apply)
    {
        CultureInfo.CurrentUICulture = Languages.English;
        var (cancellationToken, _) = await BeginAsync(app, OrganisationCode.Agency);
        var imports = app.Services.GetRequiredService<ContactImportService>();
        var types = await imports.DeliveryTypesAsync(cancellationToken);
        if (await ReadAsync(path, ContactImportLayout.Of(types), cancellationToken) is not { } file)
            return FailedExitCode;

        var plan = await imports.PlanAsync(file, cancellationToken);
        await WriteIgnoredAsync(file);
        foreach (var skip in plan.Skipped)
            await WriteAsync(skip);
        foreach (var municipality in plan.Municipalities)
            await WriteAsync(municipality, types);
        if (!apply)
            return await WriteNotAppliedAsync();

        var outcome = await imports.CarryOutAsync(plan, cancellationToken);
        await Console.Out.WriteLineAsync($"The plan has been carried out in {outcome.Done.Length} municipalities.");
        foreach (var newer in outcome.Outdated)
            await WriteAsync(newer, types);
        return outcome.Outdated.IsEmpty
            ? SuccessExitCode
            : await FailAsync(
                $"{outcome.Outdated.Length} municipalities have changed meanwhile, and nothing is changed there. Run it again.");
    }

    private static async Task<(CancellationToken CancellationToken, Actor Actor)> BeginAsync(
        WebApplication app, OrganisationCode organisation)
    {
        var cancellationToken = app.Lifetime.ApplicationStopping;
        await app.Services.GetRequiredService<PortalDatabase>().MigrateAsync(cancellationToken);
        return (cancellationToken, Operator.In(organisation, Role.LocalAdministrator));
    }

    // Null when it can't be read; the reason is printed.
    private static async Task<ImportFile?> ReadAsync(string path, ImportLayout layout, CancellationToken cancellationToken)
    {
        var info = new FileInfo(path);
        if (!info.Exists)
            throw new IOException($"There is no file {path}.");
        var outcome = info.Length > ImportFile.MaxSize
            ? new ImportFileOutcome.Refused(ImportFileError.TooLarge)
            : ImportFileReader.Read(path, await File.ReadAllBytesAsync(path, cancellationToken), layout);
        if (outcome is not ImportFileOutcome.Refused refused)
            return ((ImportFileOutcome.Read)outcome).File;
        await Console.Error.WriteLineAsync(ImportMessages.MessageFor(refused.Error, refused.Detail));
        return null;
    }

    private static async Task WriteAsync(PersonImportPlan plan)
    {
        await WriteIgnoredAsync(plan.File);
        foreach (var skip in plan.Skipped)
            await Console.Error.WriteLineAsync($"Line {skip.Line}, {skip.Name}: skipped: {ImportMessages.MessageFor(skip)}");
        foreach (var step in plan.Steps)
        {
            var where = step.Line is { } line ? $"Line {line}" : "Missing";
            var name = step.PersonId is null ? step.After.Name : step.Before.Name;
            await Console.Out.WriteLineAsync(
                $"{where}, {name}: {ImportMessages.KindOf(step).ToLowerInvariant()}: {string.Join("; ", ImportMessages.ChangesOf(step))}");
        }

        await Console.Out.WriteLineAsync(ImportMessages.CountsOf(plan));
        if (!plan.MissingHaveLeft && !plan.Missing.IsEmpty)
        {
            await Console.Out.WriteLineAsync(
                $"{plan.Missing.Length} persons are missing in the file and stay;"
                + $" --missing-have-left {plan.Missing.Length} marks them as left.");
        }
    }

    private static async Task WriteAsync(MunicipalityImportPlan plan, IReadOnlyCollection<DeliveryType> types)
    {
        var name = Municipalities.NameOf(plan.Organisation);
        foreach (var skip in plan.Skipped)
            await WriteAsync(skip);
        foreach (var step in plan.Steps)
        {
            var kind = step.ContactId is null ? "new" : "changed";
            await Console.Out.WriteLineAsync(
                $"Line {step.Line}, {name}, {step.After.Name}: {kind}{(step.NewPerson is null ? "" : ", with a new person")}: "
                + string.Join("; ", ImportMessages.ChangesOf(step, types)));
        }

        var added = plan.Steps.Count(step => step.ContactId is null);
        await Console.Out.WriteLineAsync(
            $"{name}: {added} new, {plan.Steps.Length - added} changed, {plan.Unchanged} unchanged, {plan.Skipped.Length} skipped");
    }

    private static Task WriteAsync(ContactImportSkip skip) =>
        Console.Error.WriteLineAsync($"Line {skip.Line}, {skip.Name}: skipped: {ImportMessages.MessageFor(skip)}");

    private static Task WriteIgnoredAsync(ImportFile file) => file.Ignored.IsEmpty
        ? Task.CompletedTask
        : Console.Error.WriteLineAsync(ImportTexts.Ignored.Format(string.Join(", ", file.Ignored)));

    private static async Task<int> WriteNotAppliedAsync()
    {
        await Console.Out.WriteLineAsync("Nothing is changed yet: --apply carries out the plan.");
        return SuccessExitCode;
    }

    private static async Task<int> FailAsync(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return FailedExitCode;
    }
}
