using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;

namespace ContactPortal.Blazor.Contacts;

/// <summary>Asks before something typed is thrown away, by another choice in the page or by leaving it (K15).</summary>
public sealed partial class UnsavedGuard
{
    private Func<Task>? waiting;
    private bool asksAgain;

    /// <summary>Whether there is anything to lose right now.</summary>
    [Parameter, EditorRequired]
    public required Func<bool> IsUnsaved { get; set; }

    /// <summary>Throws away what was typed; the page is left next.</summary>
    [Parameter, EditorRequired]
    public required Func<Task> Discard { get; set; }

    /// <summary>The person goes on where the question came in between.</summary>
    [Parameter]
    public EventCallback Stayed { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    /// <summary>Does that, after having asked when something would be lost by it.</summary>
    public Task AskFirstAsync(Func<Task> leave)
    {
        if (!IsUnsaved())
            return leave();
        (waiting, asksAgain) = (leave, true);
        StateHasChanged();
        return Task.CompletedTask;
    }

    /// <summary>Takes the question back: what it asked about is saved or thrown away.</summary>
    public void Withdraw() => waiting = null;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!asksAgain)
            return;
        asksAgain = false;
        await Browser.InvokeVoidAsync("portal.focus", UnsavedChangesDialog.StayId);
    }

    private Task GuardAsync(LocationChangingContext context)
    {
        if (!IsUnsaved())
            return Task.CompletedTask;
        context.PreventNavigation();
        return AskFirstAsync(async () =>
        {
            await Discard();
            Navigation.NavigateTo(context.TargetLocation);
        });
    }

    private Task StayAsync()
    {
        waiting = null;
        return Stayed.InvokeAsync();
    }

    private Task LeaveAsync()
    {
        var leave = waiting;
        waiting = null;
        return leave?.Invoke() ?? Task.CompletedTask;
    }
}
