namespace Lendflow.Engine.Running;

/// <summary>Main status of an instance; the names are Elsa's.</summary>
public enum WorkflowStatus { Running, Finished }

/// <summary>What a running instance is doing, or how a finished one ended; the names are Elsa's.</summary>
public enum WorkflowSubStatus { Pending, Executing, Suspended, Finished, Cancelled, Faulted }

/// <summary>Life of one execution of an activity; the names are Elsa's.</summary>
public enum ActivityStatus { Pending, Running, Completed, Canceled, Faulted }
