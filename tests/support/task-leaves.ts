/** What ECS tells of a task of a service behind a balancer, on Fargate; from AWS's documentation, shortened. */
export const taskLeaves = (address: string, at: number, detail: object = {}) => ({
  version: '0',
  id: '3317b2af-7005-947d-b652-f55e762e571a',
  'detail-type': 'ECS Task State Change',
  source: 'aws.ecs',
  account: '111122223333',
  // To the second, as AWS tells it.
  time: new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'),
  region: 'us-west-2',
  detail: {
    attachments: [
      { id: '254e29d7-a6b7-4909-b9e8-fdee8f440883', type: 'elb', status: 'ATTACHED', details: [] },
      {
        id: '1789bcae-ddfb-4d10-8ebe-8ac87ddba5b8',
        type: 'eni',
        status: 'ATTACHED',
        details: [
          { name: 'subnetId', value: 'subnet-abcd1234' },
          { name: 'networkInterfaceId', value: 'eni-abcd1234' },
          { name: 'macAddress', value: '0a:98:eb:a7:29:ba' },
          { name: 'privateIPv4Address', value: address },
        ],
      },
    ],
    containers: [{ name: 'worker', lastStatus: 'RUNNING' }],
    clusterArn: 'arn:aws:ecs:us-west-2:111122223333:cluster/FargateCluster',
    desiredStatus: 'STOPPED',
    group: 'service:Workers',
    lastStatus: 'DEACTIVATING',
    launchType: 'FARGATE',
    taskArn: 'arn:aws:ecs:us-west-2:111122223333:task/FargateCluster/c13b4cb40f1f4fe4a2971f76ae5a47ad',
    ...detail,
  },
});
