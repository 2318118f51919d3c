using System.Globalization;
using ContactPortal.Domain.Messaging;

namespace ContactPortal.Blazor.Live;

/// <summary>
/// A component that shows something live: it watches from the moment it is interactive, draws itself anew when told, and lets go
/// when it leaves the page. However many changes come while a drawing waits its turn, it is one drawing (K12).
/// </summary>
public abstract class LiveComponent : DisposableComponent
{
    private readonly (CultureInfo Culture, CultureInfo Language) renderQueue = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
    private readonly SignalCoalescer changes = new();
    private IDisposable? subscription;
    private bool isApplying;
    private bool applyAgain;

    /// <summary>Begins to watch; every change calls <see cref="NotifyChanged"/>. Not called while the page is prerendered.</summary>
    protected abstract IDisposable Subscribe();

    /// <summary>Takes over what is new, on the circuit's own thread; says whether there is anything to draw.</summary>
    protected virtual bool ApplyLatest() => true;

    /// <summary>The same for what has to be read first. Not called again before it is done: the newest read is the last.</summary>
    protected virtual Task<bool> ApplyLatestAsync() => Task.FromResult(ApplyLatest());

    /// <summary>
    /// Tells the component that something changed; from any thread, never waits. A page at rest would be drawn by whoever tells it, so that
    /// is left to others, first come, first served: else the thousandth page, and the own one of who saved, would wait for all pages before.
    /// Nothing of who tells goes with it.
    /// </summary>
    protected void NotifyChanged()
    {
        if (changes.Signal() && !IsDisposed)
            QueueRender();
    }

    /// <summary>Has a thread of the pool call <see cref="RenderAsync"/>, after everything that waits there already.</summary>
    protected virtual void QueueRender() =>
        ThreadPool.UnsafeQueueUserWorkItem(static component => _ = component.RenderAsync(), this, preferLocal: false);

    /// <summary>Takes over what is new and draws it, as soon as the circuit is free.</summary>
    protected Task RenderAsync() => InvokeAsync(RenderNowAsync);

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
            subscription = Subscribe();
    }

    /// <summary>Takes over what is new and draws it; on the circuit's own thread. A fault goes to the boundary around the component.</summary>
    private protected async Task RenderNowAsync()
    {
        changes.Begin();
        if (IsDisposed)
            return;
        if (isApplying)
        {
            applyAgain = true;
            return;
        }

        // Comes from outside of the circuit, which alone knows its language.
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = renderQueue;
        isApplying = true;
        try
        {
            do
            {
                applyAgain = false;
                if (await ApplyLatestAsync())
                    StateHasChanged();
            }
            while (applyAgain && !IsDisposed);
        }
        catch (OperationCanceledException) when (IsDisposed)
        {
            // The page was left meanwhile.
        }
        catch (Exception exception)
        {
            // Called from outside of the renderer: without this the fault would vanish with its task.
            await DispatchExceptionAsync(exception);
        }
        finally
        {
            isApplying = false;
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        subscription?.Dispose();
    }
}
