using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Rights;

/// <summary>The local administrators, with a field in which another one is chosen (U5, K10).</summary>
public sealed partial class AdministratorList
{
    private const string FieldId = "ny-administrator";

    private string typed = "";
    private FoundPerson? chosen;
    private string? error;

    /// <summary>The signed-in person, in one organisation.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>The organisation's rights.</summary>
    [Parameter, EditorRequired]
    public required RightsSnapshot Rights { get; set; }

    /// <summary>Whether roles are granted in another system (U4).</summary>
    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>Raised with the command to run.</summary>
    [Parameter]
    public EventCallback<RightsCommand> Act { get; set; }

    [Inject]
    private PersonDirectory Directory { get; set; } = null!;

    [Inject]
    private ILogger<AdministratorList> Logger { get; set; } = null!;

    private string? MarkOf(Guid person) => Rights.IsAdministrator(person) ? RightsTexts.MarkAdministrator : null;

    private void Type(string text) => (typed, chosen, error) = (text, null, null);

    private void Choose(FoundPerson person) => (typed, chosen, error) = (person.Name, person, null);

    private async Task AppointAsync()
    {
        try
        {
            if (await FindAsync() is not { } person)
                return;
            if (Rights.IsAdministrator(person.Id))
            {
                error = RightsTexts.AppointedAlready.Format(person.Name);
                return;
            }

            Type("");
            await Act.InvokeAsync(new RightsCommand.Appoint(person));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotFound(Logger, exception.FailureLevel, exception);
            error = CommandFailure.TextOf(exception, RightsTexts.Failed);
        }
    }

    /// <summary>The chosen person, or the one with the RID or UUID that was typed; null, with an error, for nobody.</summary>
    private async Task<PersonView?> FindAsync()
    {
        if (chosen is { } person)
            return new(person.Id, person.Rid, person.Name);
        var found = PersonKey.IsOne(typed) ? await Directory.FindAsync(Actor, typed, Disposed) : null;
        if (found is null)
            error = PersonKey.IsOne(typed) ? RightsTexts.AppointUnknown : RightsTexts.AppointNobody;
        return found is null ? null : new(found.Id, found.Rid.Digits, found.Name);
    }

    [LoggerMessage("The person to appoint could not be looked up")]
    private static partial void LogNotFound(ILogger logger, LogLevel level, Exception exception);
}
