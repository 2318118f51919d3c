using System.Globalization;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Imports;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace ContactPortal.Blazor.Imports;

/// <summary>Importér: takes in a file of persons. The plan is shown first, and exactly that is carried out (P7).</summary>
public sealed partial class PersonImportPanel
{
    private const string HeadingId = "importer";
    private const string FileId = "import-fil";
    private const string PlanId = "plan";
    private const string ConfirmationId = "import-bekraeft";
    private const int BufferSize = 64 * 1024;

    private PersonImportPlan? plan;
    private (string Text, int Percent)? progress;
    private string? problem;
    private string? notice;
    private bool isDone;
    private string confirmation = "";
    private string? confirmationError;
    private string? focus = HeadingId;

    // InputFile listens for files from its first render on, after the element is shown: a file chosen before would be lost.
    private bool isListening;

    /// <summary>The signed-in person, in one organisation.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>Raised when the panel is to be closed.</summary>
    [Parameter]
    public EventCallback Close { get; set; }

    [Inject]
    private PersonImportService Imports { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private ILogger<PersonImportPanel> Logger { get; set; } = null!;

    private bool IsBusy => progress is not null;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus is not { } id)
            return;
        focus = null;
        await Browser.InvokeVoidAsync("portal.focus", id);
        if (isListening)
            return;
        isListening = true;
        StateHasChanged();
    }

    private Task ReadAsync(IBrowserFile file) => RunAsync(async () =>
    {
        (plan, confirmation, confirmationError) = (null, "", null);

        // The browser says how large the file is: nothing is read of one that is too large.
        if (file.Size > ImportFile.MaxSize)
        {
            problem = ImportMessages.MessageFor(ImportFileError.TooLarge, "");
            return;
        }

        switch (ImportFileReader.Read(file.Name, await BytesOfAsync(file), PersonImportLayout.Layout))
        {
            case ImportFileOutcome.Refused refused:
                problem = ImportMessages.MessageFor(refused.Error, refused.Detail);
                break;
            case ImportFileOutcome.Read read:
                Report(ImportTexts.Planning, 100);
                Show(await Imports.PlanAsync(Actor, read.File, missingHaveLeft: false, Disposed));
                focus = PlanId;
                break;
        }
    });

    private async Task<byte[]> BytesOfAsync(IBrowserFile file)
    {
        var bytes = new byte[file.Size];
        await using var stream = file.OpenReadStream(ImportFile.MaxSize, Disposed);
        for (var read = 0; read < bytes.Length;)
        {
            var percent = (int)(100L * read / bytes.Length);
            Report(ImportTexts.Reading.Format(percent), percent);
            var count = await stream.ReadAsync(bytes.AsMemory(read, Math.Min(BufferSize, bytes.Length - read)), Disposed);
            if (count == 0)
                throw new EndOfStreamException("The browser sent less of the file than its size.");
            read += count;
        }

        return bytes;
    }

    private Task MarkMissingAsync(bool missingHaveLeft) => RunAsync(async () =>
    {
        (confirmation, confirmationError) = ("", null);
        Report(ImportTexts.Planning, 100);
        Show(await Imports.PlanAsync(Actor, plan!.File, missingHaveLeft, Disposed));
        focus = missingHaveLeft ? ConfirmationId : null;
    });

    private void Confirm(string text) => (confirmation, confirmationError) = (text, null);

    private async Task CarryOutAsync()
    {
        if (plan is not { Steps: var steps } shown || IsBusy)
            return;
        if (shown.MissingHaveLeft && confirmation.Trim() != shown.Missing.Length.ToString(CultureInfo.InvariantCulture))
        {
            (confirmationError, focus) = (ImportTexts.ConfirmWrong.Format(shown.Missing.Length), ConfirmationId);
            return;
        }

        await RunAsync(async () =>
        {
            Written(0);
            switch (await Imports.CarryOutAsync(Actor, shown, new Progress<int>(Written), Disposed))
            {
                case PersonImportOutcome.Done done:
                    (plan, isDone, focus) = (null, true, HeadingId);
                    notice = $"{ImportTexts.Done.Format(ImportMessages.CountsOf(done.Plan))} {ImportTexts.Again}";
                    break;
                case PersonImportOutcome.Outdated outdated:
                    (plan, confirmation, notice, focus) = (outdated.Plan, "", ImportTexts.Outdated, PlanId);
                    break;
                default:
                    Show(null);
                    break;
            }
        });

        void Written(int count)
        {
            // The last report may arrive after the outcome.
            if (plan == shown)
                Report(ImportTexts.CarryingOut.Format(count, steps.Length), 100 * count / steps.Length);
        }
    }

    private void Show(PersonImportPlan? made)
    {
        plan = made;
        if (made is null)
            problem = ImportTexts.NoAccess;
    }

    private void Report(string text, int percent)
    {
        progress = (text, percent);
        StateHasChanged();
    }

    private async Task RunAsync(Func<Task> command)
    {
        (problem, notice, isDone) = (null, null, false);
        try
        {
            await command();
        }
        catch (Exception exception) when (exception is IOException or JSException or TimeoutException)
        {
            LogNotRead(Logger, Actor.Organisation, exception);
            problem = ImportTexts.FileNotRead;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(Logger, exception.FailureLevel, Actor.Organisation, exception);
            problem = CommandFailure.TextOf(exception, ImportTexts.Failed);
        }
        finally
        {
            progress = null;
        }
    }

    [LoggerMessage("A file of persons of organisation {Organisation} could not be taken in")]
    private static partial void LogFailed(ILogger logger, LogLevel level, OrganisationCode organisation, Exception exception);

    [LoggerMessage(LogLevel.Warning, "A file of persons of organisation {Organisation} did not arrive")]
    private static partial void LogNotRead(ILogger logger, OrganisationCode organisation, Exception exception);
}
