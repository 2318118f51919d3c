using System.Collections.Immutable;
using ContactPortal.Blazor.Rights;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ContactPortal.Blazor.Persons;

/// <summary>The open access requests of an organisation; runs the answers and shows their outcome (P2, P3).</summary>
public sealed partial class AccessTaskList
{
    private string? notice;
    private bool refused;
    private bool focusNotice;

    /// <summary>Who answers, in the organisation whose requests these are.</summary>
    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    /// <summary>The open requests, the oldest first.</summary>
    [Parameter, EditorRequired]
    public required ImmutableArray<AccessTask> Tasks { get; set; }

    /// <summary>The heading.</summary>
    [Parameter, EditorRequired]
    public required string Heading { get; set; }

    [Inject]
    private AccessRequestService Service { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private ILogger<AccessTaskList> Logger { get; set; } = null!;

    // The page of the agency shows the lists of two organisations.
    private string HeadingId => $"anmodninger-{Actor.Organisation}";

    private string NoticeId => $"{HeadingId}-besked";

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!focusNotice)
            return;

        // The pressed button is removed with its task.
        focusNotice = false;
        await Browser.InvokeVoidAsync("portal.focus", NoticeId);
    }

    private async Task<ImmutableArray<PersonValidationError>> AnswerAsync(AccessAnswer answer)
    {
        try
        {
            var outcome = await RunAsync(answer);
            if (outcome is AccessOutcome.Invalid invalid)
                return invalid.Errors;
            (refused, notice) = (outcome is not (AccessOutcome.Admitted or AccessOutcome.Refused), TextOf(outcome, answer));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(Logger, exception.FailureLevel, answer.Request.Id, exception);
            (refused, notice) = (true, CommandFailure.TextOf(exception, RightsTexts.Failed));
        }

        focusNotice = true;
        StateHasChanged();
        return [];
    }

    private Task<AccessOutcome> RunAsync(AccessAnswer answer) => answer switch
    {
        AccessAnswer.Admit admit => Service.AdmitAsync(Actor, answer.Request.Id, admit.Corrected, Disposed),
        AccessAnswer.Refuse refuse => Service.RefuseAsync(Actor, answer.Request.Id, refuse.Reason, Disposed),
        AccessAnswer.SamePerson => Service.AnswerSamePersonAsync(Actor, answer.Request.Id, Disposed),
        AccessAnswer.AnotherPerson another => Service.AnswerAnotherPersonAsync(Actor, answer.Request.Id, another.Corrected, Disposed),
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "Unknown answer."),
    };

    private static string TextOf(AccessOutcome outcome, AccessAnswer answer) => outcome.Match(
        admitted: admitted => (answer is AccessAnswer.SamePerson ? PersonsTexts.DoneConfirmed : PersonsTexts.DoneAdmitted)
            .Format(admitted.Person.Values.Name),
        refused: _ => PersonsTexts.DoneRefused.Format(AccessTaskItem.NameOf(answer.Request)),
        alreadyAnswered: already => PersonsTexts.AlreadyAnswered.Format(already.Request.AnsweredBy, AccessTaskItem.NameOf(answer.Request)),
        invalid: _ => "",
        reasonNeeded: _ => PersonsTexts.ReasonNeeded,
        notFound: _ => PersonsTexts.AnswerNotFound);

    [LoggerMessage("The access request {Request} could not be answered")]
    private static partial void LogFailed(ILogger logger, LogLevel level, Guid request, Exception exception);
}
