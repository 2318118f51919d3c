using System.Globalization;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Contacts;

/// <summary>The absences of the edited contact, and a form to add one (K19).</summary>
public sealed partial class AbsenceForm
{
    private DateOnly? from;
    private DateOnly? until;
    private Guid? substitute;
    private string? error;

    // The number of absences added: each empties the fields by replacing them.
    private int added;

    /// <summary>The signed-in person, in one organisation.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>The edited contact.</summary>
    [Parameter, EditorRequired]
    public required ContactView Contact { get; set; }

    /// <summary>The organisation's contacts and absences.</summary>
    [Parameter, EditorRequired]
    public required OrganisationSnapshot Snapshot { get; set; }

    [Inject]
    private AbsenceService Service { get; set; } = null!;

    [Inject]
    private ILogger<AbsenceForm> Logger { get; set; } = null!;

    private IEnumerable<Absence> Absences => Snapshot.Absences.Where(a => a.ContactId == Contact.Id);

    private Task AddAsync() => from is { } firstDay && until is { } lastDay
        ? ExecuteAsync(() => Service.AddAsync(Actor, Contact.Id, firstDay, lastDay, substitute ?? Guid.Empty, CancellationToken.None))
        : ExecuteAsync(() => Task.FromResult(AbsenceOutcome.DaysWrong));

    private Task RemoveAsync(Absence absence) => ExecuteAsync(() => Service.RemoveAsync(Actor, absence.Id, CancellationToken.None));

    private async Task ExecuteAsync(Func<Task<AbsenceOutcome>> command)
    {
        try
        {
            var outcome = await command();
            error = TextOf(outcome);
            if (outcome == AbsenceOutcome.Done)
                (from, until, substitute, added) = (null, null, null, added + 1);
        }
        catch (Exception exception)
        {
            LogFailed(Logger, exception.FailureLevel, Contact.Id, exception);
            error = CommandFailure.TextOf(exception, ContactsTexts.SaveFailed);
        }
    }

    private static DateOnly? DayOf(ChangeEventArgs change) =>
        DateOnly.TryParse(change.Value as string, CultureInfo.InvariantCulture, out var day) ? day : null;

    private static string? TextOf(AbsenceOutcome outcome) => outcome switch
    {
        AbsenceOutcome.Done => null,
        AbsenceOutcome.NotFound => ContactsTexts.NotFound,
        AbsenceOutcome.DaysWrong => ContactsTexts.AbsenceDaysWrong,
        AbsenceOutcome.SubstituteWrong => ContactsTexts.AbsenceSubstituteWrong,
        AbsenceOutcome.Overlaps => ContactsTexts.AbsenceOverlaps,
    };

    [LoggerMessage("The absences of contact {Contact} could not be changed")]
    private static partial void LogFailed(ILogger logger, LogLevel level, Guid contact, Exception exception);
}
