import { z } from 'zod';

/** Fargate gives each task a network interface of its own. There are attachments of other kinds, such as `elb`. */
const Attachments = z
  .array(
    z.object({
      type: z.string(),
      details: z.array(z.object({ name: z.string(), value: z.string().optional() })).default([]),
    }),
  )
  .transform((all) => all.find(({ type }) => type === 'eni')?.details ?? [])
  .transform((details) => details.find(({ name }) => name === 'privateIPv4Address')?.value)
  .pipe(z.ipv4('there is no network interface with a private address'));

/**
 * What EventBridge tells when ECS has decided that a task goes: for a deployment, to scale in, because Fargate retires its machine, or since it is ill.
 * The task is then taken out of the balancer, and gets SIGTERM when that has broken the last of its connections.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html
 */
export const TaskLeaves = z.object({
  source: z.literal('aws.ecs'),
  'detail-type': z.literal('ECS Task State Change'),
  time: z.iso.datetime().transform(Date.parse),
  detail: z.object({
    taskArn: z.string(),
    desiredStatus: z.literal('STOPPED'),
    lastStatus: z.enum(['RUNNING', 'DEACTIVATING']),
    /** As ECS knows them: of a task that ended by itself, or handed its calls over already, none is RUNNING. */
    containers: z.array(z.object({ lastStatus: z.string() })),
    /** Its private address. */
    attachments: Attachments,
  }),
});
export type TaskLeaves = z.infer<typeof TaskLeaves>;
